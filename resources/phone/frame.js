/** What stands around every page: place, clock, question and how things are; below it the rest. */

import { afterPaint, button, el, paint, say } from "/static/dom.js";
import { showTime, showTimes } from "/static/clock.js";
import * as keep from "/static/keep.js";
import { t } from "/static/words.js";

/** From then on the page says what to do, and gives the text back. */
const LOST_FOR_LONG = 45_000;

export class Frame {
  /** `gather` gives what this phone holds as text, to be copied; `well` says that all is well. */
  constructor(app, { gather = () => "", keepsText = false, well = "connected" } = {}) {
    this.app = app;
    this.gather = gather;
    this.keepsText = keepsText;
    this.well = well;
    this.where = el("span", {});
    this.more = el("span", { class: "theme", dir: "auto" });
    this.place = el("p", { class: "place", hidden: true }, this.where, this.more);
    this.phase = el("span", { class: "phase" });
    this.time = el("span", { class: "time", role: "timer" });
    this.question = el("p", { class: "question", dir: "auto" });
    this.message = el("p", { class: "message", dir: "auto", role: "status", hidden: true });
    this.sign = el("p", { class: "sign", role: "status" });
    this.help = el("section", { class: "card attention", hidden: true });
    /** Shown once there is something to show: what is typed belongs to a round. */
    this.content = el("main", { tabIndex: -1, hidden: true });
    this.top = el("header", { class: "top" },
      el("div", { class: "line" }, this.place, el("p", { class: "clock" }, this.phase, " ", this.time)),
      this.question, this.message, this.sign);
    this.foot = el("footer", {});
    this.body = [this.top, this.help, this.content, this.foot];
    afterPaint(() => this.fillFoot());
    showTime(this.time, app.line, () => this.state?.clock);
    for (const source of [app.line, app.outbox]) source.addEventListener("changed", () => this.showSign());
    setInterval(() => this.showSign(), 5_000);
  }

  /** Shows what is the same on every page. */
  show(state) {
    this.state = state;
    this.content.hidden = false;
    const { clock } = state;
    say(this.phase, clock.name ?? "");
    say(this.question, state.question ?? "");
    this.question.hidden = !state.question;
    say(this.message, clock.message ?? "");
    this.message.hidden = !clock.message;
    document.title = [state.table ? t("table", { n: state.table.number }) : null, state.title].filter(Boolean).join(" · ");
    this.showSign();
    showTimes();
  }

  /** Says where this page belongs; `more` where there is room for it. */
  showPlace(text, { more = "", colour = "" } = {}) {
    say(this.where, text);
    say(this.more, more ? `· ${more}` : "");
    this.place.hidden = !text;
    paint(this.place, colour);
  }

  /** Says in words whether all has arrived. */
  showSign() {
    const { line, outbox } = this.app;
    const n = outbox.waiting.length;
    const [look, text] = line.foreign ? ["problem", line.foreign.sentence || t("code_unknown")]
      : !line.connected && line.lostAt ? ["attention", n ? t("away_kept", { n }) : t("away")]
      : n ? ["attention", t("sending", { n })]
      : outbox.refused.length ? ["problem", t("some_refused", { n: outbox.refused.length })]
      : ["good", line.connected ? t(this.well) : t("connecting")];
    say(this.sign, text);
    this.sign.dataset.look = look;
    const isLong = line.lostAt && Date.now() - line.lostAt > LOST_FOR_LONG;
    this.showHelp(line.foreign ? "foreign" : isLong ? "lost" : "");
  }

  showHelp(why) {
    if (this.help.dataset.why === why) return;
    this.help.dataset.why = why;
    this.help.hidden = !why;
    if (!why) return;
    this.help.replaceChildren(
      el("h2", {}, t(why === "lost" ? "lost_title" : "foreign_title")),
      el("p", {}, t(why === "lost" ? "lost_what_to_do" : "foreign_what_to_do")),
      this.keepsText ? button(t("copy_text"), () => this.copy(), "", { name: "copy_text" }) : "",
      button(t("try_again"), () => this.app.wakeUp()));
  }

  /** Gives back as text what this phone holds. Plain HTTP has no clipboard of its own. */
  copy() {
    const area = el("textarea", { class: "whole", dir: "auto", readOnly: true, rows: 8, ariaLabel: t("your_text") });
    area.value = this.gather() || t("nothing_kept");
    const told = el("p", { role: "status" });
    const dialog = ask(t("your_text"), [area, told], [
      button(t("copy"), () => {
        area.select();
        say(told, document.execCommand("copy") ? t("copied") : t("copy_by_hand"));
      }, "primary"),
    ]);
    dialog.addEventListener("close", () => dialog.remove());
  }

  fillFoot() {
    const { app } = this;
    const languages = el("select", { name: "language", ariaLabel: t("language"), onchange: () => app.choose(languages.value) },
      app.languages.map(({ code, name }) => el("option", { value: code, lang: code, selected: code === app.language }, name)));
    this.foot.append(languages,
      button(t("test"), () => app.test(), "quiet"),
      this.keepsText ? button(t("copy_text"), () => this.copy(), "quiet") : "",
      button(t("forget"), () => this.forget(), "quiet", { name: "forget" }),
      el("p", { class: "soft" }, t("plain_http")));
  }

  /** Erases what this phone keeps, once that was said plainly. */
  forget() {
    const n = this.app.outbox.items.length;
    const dialog = ask(t("forget"), [el("p", {}, t(n ? "forget_would_lose" : "forget_asked", { n }))], [
      button(t("forget_do"), async () => {
        await keep.forget();
        location.replace("/");
      }, "problem", { name: "forget_do" }),
    ]);
    dialog.addEventListener("close", () => dialog.remove());
  }
}

/** Asks something over the page; the last button leaves all as it is. */
export function ask(title, content, buttons) {
  const heading = el("h2", { id: "asked" }, title);
  const dialog = el("dialog", { ariaLabelledby: null }, heading, content,
    el("div", { class: "buttons" }, buttons, button(t("close"), () => dialog.close())));
  dialog.setAttribute("aria-labelledby", "asked");
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Parts of a page of which one is seen: `[{name, text, make, onshow}]`, the first one at once. Each
 * is made in `content` when somebody first looks; `go(name)` shows one.
 */
export function tabs(content, parts) {
  const bar = el("nav", { class: "tabs", ariaLabel: t("parts") });
  let shown = null;
  const show = (part) => {
    if (!part.element) content.append(part.element = part.make());
    if (shown) shown.element.hidden = true;
    shown?.tab.removeAttribute("aria-current");
    shown = part;
    part.element.hidden = false;
    part.tab.setAttribute("aria-current", "page");
    part.onshow?.();
  };
  const named = (name) => parts.find((part) => part.name === name);
  const go = (name) => {
    show(named(name));
    scrollTo(0, 0);
  };
  for (const part of parts) {
    part.badge = el("span", { class: "badge", hidden: true });
    part.tab = el("button", { type: "button", name: `tab-${part.name}`, onclick: () => go(part.name) }, part.text, " ", part.badge);
    bar.append(part.tab);
  }
  show(parts[0]);
  const count = (name, n) => {
    const { badge } = named(name);
    say(badge, String(n));
    badge.hidden = !n;
  };
  /** Whether a part can be gone to; what is in view and cannot be any more gives way to the first. */
  const allow = (name, isAllowed) => {
    const part = named(name);
    part.tab.hidden = !isAllowed;
    if (!isAllowed && part === shown) go(parts[0].name);
  };
  return { bar, go, count, allow };
}
