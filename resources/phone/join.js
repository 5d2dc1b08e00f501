/** Joining: type the code of a card or badge; find one's own name where the organiser allows it. */

import { button, el, say, showAll } from "/static/dom.js";
import { Frame } from "/static/frame.js";
import { t } from "/static/words.js";

const THINKING = 300;
const FEWEST_LETTERS = 3;

export class Join {
  /** `refusal` says why the code that was tried does not open anything. */
  constructor(app, { refusal = "", canFind = false } = {}) {
    this.app = app;
    this.frame = new Frame(app, { keepsText: app.outbox.items.length > 0, gather: () => app.outbox.items.map(({ text, fields }) => text ?? [fields?.title, fields?.description].filter(Boolean).join("\n")).filter(Boolean).join("\n\n") });
    const told = el("p", { class: "problem", role: "alert" }, refusal);
    const input = el("input", {
      id: "code", name: "code", class: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: false, dir: "ltr", enterKeyHint: "go",
    });
    const open = () => {
      const code = input.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
      if (!code) {
        say(told, t("code_needed"));
        input.focus();
      } else app.go(code);
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && open());
    this.frame.content.append(
      el("h1", {}, app.title), el("section", { class: "card" },
        el("h2", {}, el("label", { htmlFor: "code" }, t("code_title"))), el("p", { class: "soft" }, t("code_help")),
        input, told, el("div", { class: "buttons" }, button(t("open"), open, "primary", { name: "open" }))),
      canFind ? this.finding() : "");
    this.frame.top.hidden = true;
    this.frame.content.hidden = false;
    this.elements = this.frame.body;
  }

  show(state) {
    this.frame.show(state);
    this.frame.top.hidden = false;
  }

  finding() {
    const found = el("div", { class: "found" });
    const told = el("p", { class: "soft", role: "status" });
    const look = async () => {
      const name = input.value.trim();
      if (name.length < FEWEST_LETTERS) {
        showAll(found, [], null);
        say(told, "");
        return;
      }
      try {
        const { people } = await this.app.line.ask("find", { body: { name } });
        showAll(found, people.map((each) => ({ ...each, key: each.token })), ({ token, name: called }) =>
          button(called, () => this.app.go(token), "", { dir: "auto" }));
        say(told, people.length ? "" : t("nobody_found"));
      } catch (error) {
        say(told, error.sentence || t("away"));
      }
    };
    let timer = 0;
    const input = el("input", { id: "name", name: "name", dir: "auto", autocomplete: "off", oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(look, THINKING);
    } });
    return el("section", { class: "card" }, el("h2", {}, el("label", { htmlFor: "name" }, t("find_title"))),
      el("p", { class: "soft" }, t("find_help")), input, told, found);
  }
}
