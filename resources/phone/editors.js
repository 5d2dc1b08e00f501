/**
 * What a person types into, by the form of a field. Each editor is `{element, value(), show(value)}`,
 * in the values of the file; what is not said is left out or null.
 */

import { button, el, freshId, grow, say } from "/static/dom.js";
import { t } from "/static/words.js";

const MOST_OFFERED = 5;
const THINKING = 150;

/** The editor of a field below its caption. `known` completes: `{places, languages, countries, …}`. */
export function editor(field, known) {
  const make = MAKERS[field.form] ?? line;
  return make(field, known);
}

function labelled(field, control, ...more) {
  control.id ||= freshId();
  return el("div", { class: "field" },
    el("label", { htmlFor: control.id }, field.caption), control, ...more);
}

function typed(tag, field, props = {}) {
  return el(tag, {
    name: field.name, dir: "auto", maxLength: field.limit ?? 500, autocomplete: "off",
    placeholder: field.help ?? "", ...props,
  });
}

function line(field, known) {
  const input = typed("input", field, { type: field.form === "email" ? "email" : "text", enterKeyHint: "next" });
  const element = labelled(field, input);
  const made = {
    element,
    value: () => input.value.trim(),
    show: (value) => { input.value = value ?? ""; },
  };
  if (field.suggests) offer(input, (text) => known.suggest(field.suggests, text), (taken) => {
    made.show(taken.text);
    made.onfilled?.(taken.fills ?? {});
  });
  return made;
}

function prose(field) {
  const area = typed("textarea", field, { rows: 2, oninput: () => grow(area) });
  return {
    element: labelled(field, area),
    value: () => area.value.trim(),
    show: (value) => {
      area.value = value ?? "";
      grow(area);
    },
  };
}

/** A sum, with whatever marks between its figures. */
function figure(field) {
  const made = line(field);
  const input = made.element.querySelector("input");
  input.inputMode = "decimal";
  const read = () => input.value.replace(/[\s\u00a0\u202f'’]/g, "").replace(",", ".");
  return { ...made, value: () => read() || null };
}

/** A currency by its code, which is written in capitals. */
function currency(field) {
  const made = line({ ...field, limit: 3, help: field.help || "EUR" });
  return { ...made, value: () => made.value().toUpperCase() };
}

function country(field, known) {
  const made = line(field, known);
  const input = made.element.querySelector("input");
  const names = known.countries.map(({ name }) => ({ text: name }));
  offer(input, (text) => beginning(names, text), (taken) => { input.value = taken.text; });
  return {
    ...made,
    value: () => known.countries.find(({ name }) => folded(name) === folded(input.value))?.code ?? input.value.trim(),
    show: (value) => { input.value = known.countries.find(({ code }) => code === value)?.name ?? value ?? ""; },
  };
}

function day(field) {
  const input = el("input", { type: "date", name: field.name });
  return {
    element: labelled(field, input),
    value: () => input.value || null,
    show: (value) => { input.value = value ?? ""; },
  };
}

function choice(field, choices, { empty = "–", read = (text) => text || null } = {}) {
  const select = el("select", { name: field.name },
    empty === null ? null : el("option", { value: "" }, empty),
    choices.map(({ code, caption }) => el("option", { value: code }, caption)));
  return {
    element: labelled(field, select),
    value: () => read(select.value),
    show: (value) => { select.value = value ?? ""; },
  };
}

function rating(field) {
  const numbers = [1, 2, 3, 4, 5].map((n) => ({ code: String(n), caption: String(n) }));
  return choice(field, numbers, { read: (text) => (text ? Number(text) : null) });
}

function language(field, known) {
  const names = known.languages.map(({ code, name }) => ({ code, caption: name }));
  return choice(field, names, { read: (text) => text });
}

function reference(field, known) {
  const told = ({ id, reference: number, title }) => ({ code: id, caption: `${number} · ${title}` });
  const made = choice(field, known.buildsOn().map(told));
  const select = made.element.querySelector("select");
  /** What can be built upon grows while the page is open. */
  made.renew = () => {
    const chosen = select.value;
    const options = known.buildsOn().map(told).map(({ code, caption }) => el("option", { value: code }, caption));
    select.replaceChildren(select.firstChild, ...options);
    select.value = chosen;
    made.element.hidden = !options.length;
  };
  return made;
}

function tick(field) {
  const box = el("input", { type: "checkbox", name: field.name });
  return {
    element: el("div", { class: "field" }, el("label", { class: "tick" }, box, el("span", {}, field.help || field.caption))),
    value: () => box.checked,
    show: (value) => { box.checked = Boolean(value); },
  };
}

function some(field) {
  const boxes = field.choices.map(({ code, caption }) => {
    const box = el("input", { type: "checkbox", name: field.name, value: code });
    return { box, element: el("label", { class: "tick" }, box, el("span", {}, caption)) };
  });
  return {
    element: el("fieldset", {}, el("legend", {}, field.caption), boxes.map(({ element }) => element)),
    value: () => boxes.map(({ box }) => box).filter((box) => box.checked).map((box) => box.value),
    show: (value) => boxes.forEach(({ box }) => { box.checked = (value ?? []).includes(box.value); }),
  };
}

function targets(field) {
  const made = line({ ...field, help: field.help || "8.5, 8.7" });
  const input = made.element.querySelector("input");
  return {
    ...made,
    value: () => input.value.split(/[\s,;]+/).filter(Boolean),
    show: (value) => { input.value = (value ?? []).join(", "); },
  };
}

/** Subjects as chips; a word of one's own is as good as one that is known. */
function themes(field, known) {
  let chosen = [];
  const chips = el("div", { class: "chips" });
  const input = typed("input", field, { type: "text", enterKeyHint: "done", placeholder: t("theme_add") });
  const names = known.themes.map(({ code, name }) => ({ text: name, code }));
  const called = (code) => known.themes.find((theme) => theme.code === code)?.name ?? code;
  const changed = () => input.dispatchEvent(new Event("input", { bubbles: true }));
  const draw = () => chips.replaceChildren(...chosen.map((code) => el("span", { class: "chip", dir: "auto" },
    called(code),
    button("×", () => {
      chosen = chosen.filter((each) => each !== code);
      draw();
      changed();
    }, "quiet", { ariaLabel: t("take_out", { what: called(code) }) }))));
  const take = ({ text, code }) => {
    const word = code ?? known.themes.find(({ name }) => folded(name) === folded(text))?.code ?? text.trim();
    if (word && !chosen.includes(word)) chosen = [...chosen, word];
    input.value = "";
    draw();
    changed();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    take({ text: input.value });
  });
  input.addEventListener("change", () => input.value.trim() && take({ text: input.value }));
  offer(input, (text) => beginning(names, text), take);
  return {
    element: labelled(field, input, chips),
    value: () => (input.value.trim() ? [...chosen, input.value.trim()] : chosen),
    show: (value) => {
      chosen = [...(value ?? [])];
      input.value = "";
      draw();
    },
  };
}

/** Something compound: its first part and what it cannot do without, the rest on demand. */
function parts(field, known) {
  const needed = field.needed ?? [];
  const isAlone = !needed.length;
  const isFirst = ({ name }, place) => (isAlone ? place === 0 : needed.includes(name));
  const first = field.parts.filter(isFirst);
  const rest = field.parts.filter((part) => !first.includes(part));
  const fold = el("details", { class: "fold" }, el("summary", {}, rest.map(({ caption }) => caption).join(" · ")));
  const editors = new Map();
  /** What parts say that nobody has looked at: they are made on demand. */
  let folded = {};
  const make = (part) => {
    const made = editor(isAlone && part === field.parts[0] ? { ...part, caption: field.caption } : part, known);
    made.onfilled = fill;
    editors.set(part.name, made);
    return made.element;
  };
  const unfold = () => {
    for (const part of rest.filter(({ name }) => !editors.has(name))) {
      fold.append(make(part));
      editors.get(part.name).show(folded[part.name]);
    }
  };
  fold.addEventListener("toggle", () => fold.open && unfold());
  const said = (name) => (editors.has(name) ? editors.get(name).value() : folded[name]);
  const value = () => {
    const told = Object.fromEntries(field.parts.map(({ name }) => [name, said(name)]).filter(([, each]) => !isEmpty(each)));
    return Object.keys(told).length && needed.every((name) => name in told) ? told : null;
  };
  const show = (shown) => {
    folded = shown ?? {};
    for (const [name, each] of editors) each.show(shown?.[name]);
    fold.open = rest.some(({ name }) => !isEmpty(said(name)) && name !== "status");
    if (fold.open) unfold();
  };
  const fill = (fills) => {
    if (rest.some(({ name }) => fills[name])) unfold();
    for (const [name, each] of editors) if (fills[name] && isEmpty(each.value())) each.show(fills[name]);
    fold.open ||= rest.some(({ name }) => fills[name]);
  };
  return { element: el("fieldset", {}, el("legend", { class: isAlone ? "unseen" : null }, field.caption), first.map(make), fold), value, show };
}

/** Any number of compound things; there is always room for one. */
function several(field, known) {
  let rows = [];
  const list = el("div", { class: "rows" });
  const numbered = (n) => (field.each || "{n}").replace("{n}", n);
  const add = (value) => {
    const row = parts({ ...field, caption: numbered(rows.length + 1) }, known);
    row.show(value);
    rows.push(row);
    list.append(row.element);
    return row;
  };
  const more = button(t("another"), () => add(null).element.querySelector("input, select").focus(), "quiet");
  return {
    element: el("fieldset", {}, el("legend", {}, field.caption), list, more),
    value: () => rows.map((row) => row.value()).filter(Boolean),
    show: (value) => {
      rows = [];
      list.replaceChildren();
      for (const each of value?.length ? value : [null]) add(each);
    },
  };
}

const MAKERS = {
  line, when: line, figure, currency, email: line, city: line, prose, country, day, rating, language, reference, tick, targets, themes, parts, several,
  one_of: (field) => choice(field, field.choices),
  some_of: some,
};

/** Whether a value says nothing. */
export function isEmpty(value) {
  return value === null || value === undefined || value === "" || value === false
    || (Array.isArray(value) && !value.length);
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function beginning(all, text) {
  const wanted = folded(text);
  const found = all.filter((each) => folded(each.text).startsWith(wanted));
  const inside = all.filter((each) => folded(each.text).includes(` ${wanted}`));
  return [...found, ...inside].slice(0, MOST_OFFERED);
}

/** Offers completions below a field, over what follows, so that nothing moves under the finger. */
function offer(input, find, take) {
  const list = el("div", { class: "offers", role: "group", ariaLabel: t("offers"), hidden: true });
  const told = el("span", { class: "unseen", role: "status" });
  const hide = () => {
    list.hidden = true;
    say(told, "");
  };
  let asked = 0;
  const look = async () => {
    const mine = (asked += 1);
    const text = input.value.trim();
    const found = text ? (await find(text)).filter((each) => each.text !== input.value).slice(0, MOST_OFFERED) : [];
    if (mine !== asked) return;
    list.replaceChildren(...found.map((each) => button(each.text, () => {
      asked += 1;
      take(each);
      input.focus();
      hide();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      asked += 1;
    }, "", { dir: "auto" })));
    list.hidden = !found.length;
    say(told, found.length ? t("offered", { n: found.length }) : "");
    if (found.length) list.scrollIntoView({ block: "nearest" });
  };
  let timer = 0;
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.isTrusted) timer = setTimeout(look, THINKING);
  });
  const whole = el("div", { class: "completed" });
  queueMicrotask(() => {
    if (input.parentElement.classList.contains("completed")) return;
    input.replaceWith(whole);
    whole.append(input, list, told);
    whole.addEventListener("focusout", (event) => !whole.contains(event.relatedTarget) && hide());
    whole.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  });
}
