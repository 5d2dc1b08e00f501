/** What this phone keeps: in IndexedDB, so that it outlives a reload, a lock and a flat battery. */

const NAME = "worldcafe";
const KEPT = "kept";
const QUEUE = "queue";

let database = null;
let memory = null;

/**
 * Opens the store, with its queue and what it keeps under some keys. It is not durable where the
 * browser keeps nothing: then all is held while the page is open.
 */
export async function open(...keys) {
  try {
    database = await opened();
    database.onversionchange = () => database.close();
    const try_ = (store, queue) => [queue.getAll(), store.put(1, "tried"), ...keys.map((key) => store.get(key))];
    const [queue, , ...kept] = await within([KEPT, QUEUE], "readwrite", try_, "relaxed");
    return { isDurable: true, kept, queue };
  } catch {
    memory = { [KEPT]: new Map(), [QUEUE]: new Map(), last: 0 };
    return { isDurable: false, kept: [], queue: [] };
  }
}

function opened() {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(KEPT);
    asked.result.createObjectStore(QUEUE, { keyPath: "n", autoIncrement: true });
  };
  return promised(asked);
}

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/** Asks one thing or several in a transaction; `strict` is done once it is on the disk. */
function within(names, mode, use, durability = "strict") {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, { durability });
    const asked = use(...[names].flat().map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(Array.isArray(asked) ? asked.map(({ result }) => result) : asked.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** What is kept under a key; undefined if nothing is. */
export async function get(key) {
  return memory ? memory[KEPT].get(key) : within(KEPT, "readonly", (store) => store.get(key));
}

/** Keeps a value under a key; undefined keeps nothing there. */
export async function put(key, value, durability = "strict") {
  if (memory) memory[KEPT].set(key, value);
  else await within(KEPT, "readwrite", (store) => value === undefined ? store.delete(key) : store.put(value, key), durability);
}

/** Keeps what could be had again. */
export function note(key, value) {
  put(key, value, "relaxed").catch(() => {});
}

/** Puts an item at the end of the queue, or in the place `n` that it has; its place. */
export async function enqueue(item) {
  if (!memory) return within(QUEUE, "readwrite", (store) => store.put(item));
  const n = item.n ?? (memory.last += 1);
  memory[QUEUE].set(n, { ...item, n });
  return n;
}

/** Takes an item out of the queue. */
export async function dequeue(n) {
  if (memory) memory[QUEUE].delete(n);
  else await within(QUEUE, "readwrite", (store) => store.delete(n));
}

/** Erases everything. */
export async function forget() {
  if (memory) return;
  database.close();
  await promised(indexedDB.deleteDatabase(NAME));
}

/** An identifier that nobody else has made. Plain HTTP has no `randomUUID`. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
