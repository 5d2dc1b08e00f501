/** The form of a contribution: short first, the rest on demand, as `domain/fields` says it. */

import { el, freshId, grow } from "/static/dom.js";
import { editor, isEmpty } from "/static/editors.js";
import { t } from "/static/words.js";

const SHORT = ["title", "description", "partners"];
/** What a fresh form says by itself: alone it is not worth keeping. */
const SAID_BY_ITSELF = ["kind", "lang", "themes"];

export class Form {
  /** `described` is the laptop's word on the fields, `known` completes what is typed. */
  constructor(described, known, onchanged) {
    this.described = described;
    this.known = known;
    this.editors = {};
    /** What fields say that are folded and were never looked at: they are made on demand. */
    this.folded = {};
    const fields = described.fields.filter(({ name }) => name !== "kind" && name !== "lang");
    this.later = fields.filter(({ name }) => !SHORT.includes(name));
    for (const field of fields.filter(({ name }) => SHORT.includes(name))) {
      this.editors[field.name] = field.name === "title" ? titleEditor(field) : editor(field, known);
    }
    this.kind = pill("kind", captionOf(described, "kind"), described.kinds);
    this.lang = pill("lang", captionOf(described, "lang"), described.languages.map(({ code, name }) => ({ code, caption: name })));
    this.asked = el("details", { class: "fold" }, el("summary", {}, t("details")));
    this.others = el("details", { class: "fold" }, el("summary", {}, t("more_fields")));
    this.asked.append(this.others);
    this.asked.addEventListener("toggle", () => this.asked.open && this.unfold());
    this.element = el("div", { class: "form", oninput: onchanged, onchange: onchanged },
      this.editors.title.element, this.editors.description.element,
      el("div", { class: "pills" }, this.kind.element, this.lang.element),
      this.editors.partners.element, this.asked);
    this.kind.select.addEventListener("change", () => this.ask());
  }

  /** Makes the fields that are folded, once somebody looks. */
  unfold() {
    for (const field of this.later) {
      const { name } = field;
      if (this.editors[name]) continue;
      this.editors[name] = editor(field, this.known);
      const isAsked = field.at_table.length || field.form === "reference";
      const { element } = this.editors[name];
      if (isAsked) this.others.before(element);
      else this.others.append(element);
      this.editors[name].show(this.folded[name]);
    }
    this.ask();
  }

  /** Shows what the kind is asked for, and what says something already. */
  ask() {
    const kind = this.kind.select.value;
    for (const { name, kinds } of this.later) {
      const made = this.editors[name];
      if (!made) continue;
      made.element.hidden = !kinds.includes(kind) && isEmpty(made.value());
      made.renew?.();
    }
  }

  /** What every field says. */
  values() {
    const said = Object.entries(this.editors).map(([name, each]) => [name, each.value()]);
    return { ...this.folded, kind: this.kind.select.value, lang: this.lang.select.value, ...Object.fromEntries(said) };
  }

  /** Says these; what is not among them is emptied. */
  show(values) {
    this.kind.select.value = values.kind || this.described.kinds[0].code;
    this.lang.select.value = values.lang ?? "";
    this.folded = Object.fromEntries(this.later.map(({ name }) => [name, values[name] ?? null]));
    for (const [name, each] of Object.entries(this.editors)) each.show(values[name]);
    this.asked.open = this.others.open = false;
    this.ask();
  }

  /** What was changed between two values of the form, by the paths under which it is told. */
  changes(shown, values) {
    const before = this.told(shown);
    const after = this.told(values);
    return Object.fromEntries(Object.entries(after).filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(before[path])));
  }

  /** Values by path: `title`, `next_step.owner`, `resources.offered`. */
  told(values) {
    const told = { kind: values.kind, lang: values.lang ?? "" };
    for (const field of this.described.fields) {
      const { name, form, parts } = field;
      const value = values[name] ?? null;
      const direction = form === "several" && parts.find((part) => part.name === "direction");
      if (form === "parts") for (const part of parts) told[`${name}.${part.name}`] = value?.[part.name] ?? null;
      else if (direction) {
        for (const { code } of direction.choices) told[`${name}.${code}`] = (value ?? []).filter((each) => each.direction === code);
      } else if (!(name in told)) told[name] = value;
    }
    return told;
  }

  /** Whether its values say nothing that was typed. */
  isBlank(values) {
    return Object.entries(values).every(([name, value]) => SAID_BY_ITSELF.includes(name) || isEmpty(value));
  }

  /** Brings the cursor to the title. */
  begin() {
    this.editors.title.area.focus();
  }
}

function captionOf(described, name) {
  return described.fields.find((field) => field.name === name)?.caption ?? name;
}

/** A choice that takes little room: its caption is heard and not seen. */
export function pill(name, caption, choices) {
  const select = el("select", { name, class: "pill", ariaLabel: caption },
    choices.map((each) => el("option", { value: each.code }, each.caption)));
  return { element: select, select };
}

/** The idea in one line; it may be long, and is then seen whole. */
function titleEditor(field) {
  const area = el("textarea", {
    id: freshId(), name: "title", class: "headline", rows: 1, dir: "auto", maxLength: field.limit ?? 500,
    placeholder: field.help ?? "", enterKeyHint: "next", autocomplete: "off",
    oninput: () => {
      if (area.value.includes("\n")) area.value = area.value.replaceAll("\n", " ");
      grow(area);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      area.closest(".form").querySelector('[name="description"]').focus();
    },
  });
  return {
    area,
    element: el("div", { class: "field" }, el("label", { htmlFor: area.id }, field.caption), area),
    value: () => area.value.trim(),
    show: (value) => {
      area.value = value ?? "";
      grow(area);
    },
  };
}
