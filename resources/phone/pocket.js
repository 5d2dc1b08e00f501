/** The facilitator's pocket: clock, next, pause, a minute more or less, message, board, nudges. */

import { button, el, say, showAll } from "/static/dom.js";
import { Frame } from "/static/frame.js";
import * as keep from "/static/keep.js";
import { showTime } from "/static/clock.js";
import { t } from "/static/words.js";

/** So long a second tap is waited for, where the first could have been a pocket's. */
const SECOND_TAP = 4_000;

export class Pocket {
  constructor(app) {
    this.app = app;
    this.frame = new Frame(app);
    this.phase = el("h1", {});
    this.time = el("p", { class: "bigtime", role: "timer" });
    showTime(this.time, app.line, () => this.state?.clock);
    this.end = el("p", { class: "soft" });
    this.told = el("p", { class: "problem", role: "alert" });
    this.pause = button("", () => this.do(this.state.clock.running ? "pause" : "resume"), "big", { name: "pause" });
    this.next = button("", () => this.onNext(), "big primary", { name: "next" });
    this.minutes = [[-1, t("minute_less")], [1, t("minute_more")]].map(([minutes, text]) =>
      button(text, () => this.do("add_minutes", { minutes }), "", { name: minutes > 0 ? "plus" : "minus" }));
    this.message = el("textarea", { id: "message", name: "message", rows: 2, dir: "auto", maxLength: 500, placeholder: t("message_help") });
    this.nudges = el("ul", { class: "nudges" });
    this.noNudges = el("p", { class: "good" }, t("no_nudges"));
    this.board = el("div", { class: "scroll", tabIndex: 0, role: "region", ariaLabel: t("board") });
    this.phones = el("p", { class: "soft" });
    this.frame.content.append(
      el("section", { class: "card center" }, this.phase, this.time, this.end,
        el("div", { class: "buttons wide" }, this.pause, this.next), el("div", { class: "buttons wide" }, this.minutes), this.told),
      el("section", { class: "card" }, el("h2", {}, t("nudges")), this.noNudges, this.nudges),
      el("section", { class: "card" }, el("h2", {}, el("label", { htmlFor: "message" }, t("message_title"))), this.message,
        el("div", { class: "buttons" },
          button(t("message_show"), () => this.do("message", { text: this.message.value.trim() }), "primary", { name: "show" }),
          button(t("message_take_away"), () => {
            this.message.value = "";
            this.do("message", { text: "" });
          }, "quiet", { name: "take_away" }))),
      el("section", { class: "card" }, el("h2", {}, t("board")), this.board, this.phones));
    this.elements = this.frame.body;
    this.frame.top.classList.add("quiet");
  }

  show(state) {
    this.state = state;
    this.frame.show(state);
    const { clock, end, nudges, phones } = state;
    say(this.phase, clock.name || t(clock.phase === "after" ? "day_over" : "day_not_begun"));
    say(this.end, end?.sentence ?? "");
    this.end.dataset.tone = end?.tone ?? "";
    const isOn = clock.ends_at !== null || clock.left_ms !== null;
    say(this.pause, t(clock.running ? "pause" : "resume"));
    this.pause.hidden = !isOn;
    for (const each of this.minutes) each.hidden = !isOn;
    this.showNext(state);
    this.noNudges.hidden = nudges.length > 0;
    showAll(this.nudges, nudges.map((text) => ({ key: text })), ({ key }) => el("li", {}, key));
    this.showBoard(state.board);
    say(this.phones, t("phones_connected", { n: phones ?? 0 }));
    if (document.activeElement !== this.message && !this.message.value) this.message.value = clock.message ?? "";
  }

  /** What happens at the tables meanwhile leaves a first tap as it is. */
  showNext({ clock, next_name }) {
    const meant = JSON.stringify([clock.phase, clock.round_id, next_name]);
    if (this.meant !== meant) this.calm();
    this.meant = meant;
    this.next.hidden = !next_name;
  }

  /** Asks for a second tap: a pocket presses things too. */
  onNext() {
    if (!this.next.dataset.sure) {
      this.next.dataset.sure = "yes";
      say(this.next, t("tap_again", { what: this.state.next_name }));
      this.timer = setTimeout(() => this.calm(), SECOND_TAP);
      return;
    }
    const { phase, round_id } = this.state.clock;
    this.calm();
    this.do("next", { after: { phase, round_id } });
  }

  calm() {
    clearTimeout(this.timer);
    delete this.next.dataset.sure;
    say(this.next, t("next", { what: this.state.next_name ?? "" }));
  }

  /** Does it now or not at all: what is done later than it was meant does harm. */
  async do(type, content = {}) {
    const item = { ...content, id: keep.uuid(), type, round_id: this.state.clock.round_id, at: Math.round(this.app.line.now()) };
    say(this.told, "");
    for (const patience of [4_000, 6_000]) {
      try {
        const [answer] = (await this.app.line.ask("outbox", { body: { items: [item] }, patience })).done;
        if (!answer.ok) say(this.told, answer.sentence);
        return;
      } catch (error) {
        say(this.told, error.sentence || t("not_done"));
        if (error.sentence) return;
      }
    }
  }

  showBoard({ rounds, tables }) {
    const told = JSON.stringify([rounds, tables]);
    if (this.board.dataset.told === told) return;
    this.board.dataset.told = told;
    const states = { empty: t("board_empty"), draft: t("board_draft"), handed_in: t("board_handed_in"), checked: t("board_checked") };
    this.board.replaceChildren(el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("table_short")), rounds.map(({ number }) => el("th", { scope: "col" }, t("round_n", { n: number }))))),
      el("tbody", {}, tables.map(({ number, theme, colour, cells }) => el("tr", {},
        el("th", { scope: "row", colour, title: theme }, String(number)),
        cells.map(({ state, n }) => el("td", { "data-state": state }, state === "empty" ? "–" : `${n} · ${states[state]}`)))))));
  }
}
