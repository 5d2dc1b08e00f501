/** Elements: made here, so that what people wrote is text and never markup. */

const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * An element. A name in `props` that begins with `on` listens, `colour` is a theme's colour,
 * others are properties or attributes; what is null or false is left out.
 */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "colour") paint(made, value);
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/** Gives an element the colour of a theme. */
export function paint(element, colour) {
  if (COLOUR.test(colour ?? "")) element.style.setProperty("--theme", colour);
}

/** What a person presses. `look` is primary, quiet or nothing. */
export function button(text, onclick, look = "", props = {}) {
  return el("button", { type: "button", class: look || null, onclick, ...props }, text);
}

/** Says a text in an element, if it says another one. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Shows items, each `{key, …}`, in a parent. An item that did not change keeps its element, so
 * that nothing moves under a finger; one that did hands the focus to its successor.
 */
export function showAll(parent, items, make) {
  const before = parent.shown ?? new Map();
  const after = new Map();
  for (const item of items) {
    const told = JSON.stringify(item);
    const known = before.get(item.key);
    const kept = known?.told === told;
    const element = kept ? known.element : make(item);
    after.set(item.key, { told, element });
    if (known && !kept) succeed(known.element, element);
  }
  for (const [key, { element }] of before) if (!after.has(key)) element.remove();
  let place = parent.firstChild;
  for (const { element } of after.values()) {
    if (element === place) place = place.nextSibling;
    else parent.insertBefore(element, place);
  }
  parent.shown = after;
}

function succeed(former, next) {
  const focused = former.contains(document.activeElement) ? document.activeElement : null;
  former.replaceWith(next);
  if (focused?.name) next.querySelector(`[name="${CSS.escape(focused.name)}"]`)?.focus();
}

/** Does something once what there is now is painted: nobody waits for it. */
export function afterPaint(turn) {
  requestAnimationFrame(() => setTimeout(turn));
}

/** Does something once there is nothing else to do, `most` ms later at the latest; what stops that. */
export function whenIdle(turn, most) {
  if (!window.requestIdleCallback) {
    const timer = setTimeout(turn, most / 4);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(turn, { timeout: most });
  return () => cancelIdleCallback(asked);
}

let lastId = 0;

/** An id that no other element has. */
export function freshId() {
  lastId += 1;
  return `e${lastId}`;
}

const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

/** Makes a text field as high as what it holds, where the browser does not. */
export function grow(area) {
  if (GROWS_BY_ITSELF) return;
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
}
