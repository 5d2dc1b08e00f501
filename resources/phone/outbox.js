/**
 * What this phone has to tell the laptop: kept before it is sent, sent in order until it is
 * acknowledged, under the same id however often. What is refused stays, with the reason.
 */

import * as keep from "/static/keep.js";
import { Refused } from "/static/line.js";

const MOST_AT_ONCE = 40;
const LONGEST_PAUSE = 15_000;

export class Outbox extends EventTarget {
  constructor(line) {
    super();
    this.line = line;
    this.items = [];
    /** Acknowledged, until the laptop's news say so too. */
    this.sent = [];
    /** Codes that the laptop does not know, or not now. */
    this.foreign = new Set();
    this.pause = 0;
    this.sending = false;
  }

  /** Takes up what was left from before. */
  takeUp(items) {
    this.items = items;
    this.send();
  }

  /** What waits to be sent under this page's code. */
  get waiting() {
    return this.mine.filter((item) => !item.sentence);
  }

  /** What was refused under this page's code. */
  get refused() {
    return this.mine.filter((item) => item.sentence);
  }

  get mine() {
    return this.items.filter((item) => item.code === this.line.code);
  }

  /** All told under this page's code that the laptop's news do not tell yet, in order. */
  get told() {
    return [...this.sent.filter((item) => item.code === this.line.code), ...this.mine];
  }

  /** Keeps something to be sent; its id, once it is kept. */
  async add(type, content, id = keep.uuid()) {
    const item = { ...content, id, type, code: this.line.code, at: Math.round(this.line.now()) };
    item.n = await keep.enqueue(item);
    this.items.push(item);
    this.changed();
    this.wakeUp();
    return id;
  }

  /** Takes out what was refused, or what no longer matters. */
  async drop(item) {
    this.items = this.items.filter((each) => each.n !== item.n);
    await keep.dequeue(item.n);
    this.changed();
  }

  /** Tries again at once. */
  wakeUp() {
    this.pause = 0;
    this.foreign.clear();
    this.wake?.();
    this.send();
  }

  /** Forgets what the laptop's news now tell themselves. */
  heard(state) {
    const before = this.sent.length;
    this.sent = this.sent.filter((item) => !item.seq || item.seq > state.seq);
    if (this.sent.length !== before) this.changed();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    for (let batch = this.next(); batch.length; batch = this.next()) {
      try {
        await this.take(batch, await this.post(batch));
        this.pause = 0;
        if (!this.line.connected) this.line.restart();
      } catch (error) {
        await this.failed(batch, error);
      }
      this.changed();
    }
    this.sending = false;
  }

  /** What goes next: of one code, and a picture by itself. */
  next() {
    const open = this.items.filter((item) => !item.sentence && !this.foreign.has(item.code));
    const [first] = open;
    if (!first || first.type === "photo") return first ? [first] : [];
    const end = open.findIndex((item) => item.code !== first.code || item.type === "photo");
    return open.slice(0, end < 0 ? undefined : end).slice(0, this.oneByOne ? 1 : MOST_AT_ONCE);
  }

  async post(batch) {
    const [first] = batch;
    if (first.type !== "photo") {
      const items = batch.map(({ n, code, values, ...item }) => item);
      return (await this.line.ask("outbox", { body: { items }, code: first.code })).done;
    }
    const path = `photo?id=${first.id}&round_id=${encodeURIComponent(first.round_id)}`;
    await this.line.ask(path, {
      body: new Blob([first.bytes], { type: "image/jpeg" }), type: "image/jpeg",
      code: first.code, patience: 120_000,
    });
    return [{ id: first.id, ok: true }];
  }

  async take(batch, done) {
    const answers = new Map(done.map((answer) => [answer.id, answer]));
    for (const item of batch) {
      const answer = answers.get(item.id);
      if (answer?.ok) {
        this.sent.push({ ...item, seq: answer.seq });
        await this.drop(item);
      } else if (answer) {
        await this.refuse(item, answer);
      }
    }
    this.oneByOne = false;
  }

  async refuse(item, { code, sentence }) {
    item.refusal = code;
    item.sentence = sentence || code || "?";
    await keep.enqueue(item);
  }

  /** Waits where waiting helps; otherwise finds out which one is refused. */
  async failed(batch, error) {
    const isRefusal = error instanceof Refused && !error.isPassing && !error.isForeign;
    if (isRefusal && batch.length === 1) await this.refuse(batch[0], error);
    else if (isRefusal) this.oneByOne = true;
    else if (error.isForeign) {
      this.foreign.add(batch[0].code);
      setTimeout(() => this.wakeUp(), LONGEST_PAUSE);
    } else {
      if (!(error instanceof Refused)) this.line.lost();
      this.pause = error.wait || Math.min(LONGEST_PAUSE, this.pause * 2 || 1_000);
      this.changed();
      await new Promise((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, this.pause);
      });
    }
  }

  changed() {
    this.dispatchEvent(new Event("changed"));
  }
}
