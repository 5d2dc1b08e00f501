/** Everyone's page: where I sit now and next, the question, my dots, and a word to my table. */

import { Dots } from "/static/dots.js";
import { button, el, paint, say, showAll } from "/static/dom.js";
import { Frame } from "/static/frame.js";
import * as keep from "/static/keep.js";
import { t } from "/static/words.js";

export class Person {
  constructor(app, described, typed) {
    this.app = app;
    this.text = typed?.text ?? "";
    this.frame = new Frame(app, { keepsText: true, gather: () => [this.text, ...app.outbox.mine.map(({ text }) => text)].filter(Boolean).join("\n\n") });
    this.seat = el("section", { class: "card seat" });
    this.next = el("section", { class: "card seat next" });
    this.dots = new Dots(app);
    this.idea = this.ideaPart();
    this.sent = el("div", { class: "cards" });
    this.sentHeading = el("h2", {}, t("what_i_sent"));
    this.heading = el("h1", { class: "unseen" });
    this.frame.content.append(this.heading, this.seat, this.next, this.dots.element, this.idea, this.sentHeading, this.sent);
    this.elements = this.frame.body;
    app.outbox.addEventListener("changed", () => this.state && this.showMine());
  }

  show(state) {
    this.state = state;
    this.app.outbox.heard(state);
    this.frame.show(state);
    this.frame.showPlace(state.name ?? "");
    say(this.heading, state.name || state.title);
    this.showSeat(this.seat, state.seat, "where_now");
    this.showSeat(this.next, state.next, "where_next");
    this.showMine();
  }

  showSeat(card, seat, heading) {
    const told = JSON.stringify([seat, this.state.clock.phase]);
    if (card.dataset.told === told) return;
    card.dataset.told = told;
    const isOver = ["harvest", "close", "after"].includes(this.state.clock.phase);
    card.hidden = !seat && (isOver || heading === "where_next");
    if (!seat) {
      card.replaceChildren(el("h2", {}, t(heading)), el("p", { class: "soft" }, t("no_seat")));
      return;
    }
    paint(card, seat.colour);
    const languages = seat.languages ?? [];
    card.replaceChildren(el("h2", {}, `${t(heading)} · ${t("round_n", { n: seat.round_number })}`),
      el("p", { class: "table" }, t("table", { n: seat.table })),
      seat.theme ? el("p", { class: "theme", dir: "auto" }, seat.theme) : "",
      languages.length ? el("p", { class: "soft" }, t("languages_there", { languages: languages.join(", ") })) : "",
      (seat.sharing ?? []).length ? el("ul", { class: "sharing" }, seat.sharing.map(({ name, languages: theirs }) =>
        el("li", { dir: "auto" }, `${name} · ${theirs.join(", ")}`))) : "");
  }

  showMine() {
    const { state } = this;
    this.dots.show(state);
    this.idea.hidden = !state.can_write || !state.clock.round_id;
    const { mine, sent } = this.app.outbox;
    const ideas = new Map();
    const put = (is) => ({ id, text, state: told, sentence }) => ideas.set(id, { key: id, text, state: told ?? (sentence ? "refused" : is), sentence });
    sent.filter(({ type }) => type === "idea").forEach(put("waiting"));
    (state.ideas ?? []).forEach(put("waiting"));
    mine.filter(({ type }) => type === "idea").forEach(put("kept"));
    const all = [...ideas.values()];
    this.sentHeading.hidden = !all.length;
    const looks = { kept: "attention", refused: "problem", accepted: "good" };
    showAll(this.sent, all, ({ key, text, state: is, sentence }) => el("article", { class: "card" },
      el("p", { class: "said", dir: "auto" }, text),
      el("p", { class: "sign", "data-look": looks[is] ?? "soft" }, t(`idea_${is}`)),
      sentence ? el("p", { class: "problem" }, sentence) : "",
      is === "refused" ? button(t("throw_away"), () => this.app.outbox.drop(this.app.outbox.mine.find(({ id }) => id === key)), "quiet") : ""));
  }

  // --- a word to the table --------------------------------------------------------------

  ideaPart() {
    const area = el("textarea", {
      id: "idea", name: "idea", rows: 3, dir: "auto", maxLength: 500, placeholder: t("idea_help"),
      oninput: () => {
        this.text = area.value;
        keep.put(`${this.app.line.code}/typed`, { text: this.text });
      },
    });
    area.value = this.text;
    const told = el("p", { class: "soft", role: "status" });
    const send = (kind) => async () => {
      const text = area.value.trim();
      if (!text) {
        area.focus();
        return;
      }
      await this.app.outbox.add("idea", { kind, text, round_id: this.state.clock.round_id });
      area.value = this.text = "";
      await keep.put(`${this.app.line.code}/typed`, undefined);
      say(told, t("idea_taken"));
    };
    return el("section", { class: "card" }, el("h2", {}, el("label", { htmlFor: "idea" }, t("idea_title"))), area,
      el("div", { class: "buttons" }, button(t("send_idea"), send("idea"), "primary", { name: "send_idea" }),
        button(t("send_question"), send("question"), "", { name: "send_question" })), told);
  }
}
