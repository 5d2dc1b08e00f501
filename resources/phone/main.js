/** Begins: what this phone keeps, the words, the code of the address, and the page it opens. */

import { begun, isTest } from "/static/ahead.js";
import { afterPaint, button, el } from "/static/dom.js";
import { Join } from "/static/join.js";
import * as keep from "/static/keep.js";
import { Line, Refused, Unreachable } from "/static/line.js";
import { NoteTaker } from "/static/note_taker.js";
import { Outbox } from "/static/outbox.js";
import { Person } from "/static/person.js";
import { Pocket } from "/static/pocket.js";
import { test } from "/static/test.js";
import { Wall } from "/static/wall.js";
import { speak, t } from "/static/words.js";

const PAGES = { table: NoteTaker, person: Person, facilitator: Pocket, wall: Wall, room: Join };

class App {
  async begin() {
    const { isDurable, isKnown, device, queue, code, language, typed, said } = await begun;
    this.isDurable = isDurable;
    /** Whether the laptop may hold what this phone was typing and has lost. */
    this.mayHaveLost = isKnown && !typed;
    this.line = new Line(code, device);
    this.outbox = new Outbox(this.line);
    const { hello, words, ...opened } = await this.told(this.line, language, said);
    speak(words);
    this.languages = hello.languages;
    this.language = document.documentElement.lang;
    this.title = hello.workshop_title;
    this.canFind = hello.can_find;
    this.outbox.takeUp(queue);
    this.openPage(opened, typed);
    afterPaint(() => {
      keep.note("device", device);
      document.querySelector("[rel=icon]").href = "/static/cup.svg";
    });
    addEventListener("hashchange", () => location.hash !== "#test" && location.reload());
    for (const news of ["online", "offline", "focus", "pageshow"]) addEventListener(news, () => this.wakeUp());
    document.addEventListener("visibilitychange", () => !document.hidden && this.wakeUp());
    this.line.addEventListener("changed", () => this.line.connected && this.outbox.wakeUp());
    if (isTest) this.test();
  }

  /**
   * What the laptop says to begin with, or, but for the news, what it said the last time while it
   * is silent. Where the code opens nothing: what it says to anybody, with the `refusal`.
   */
  async told(line, language, first) {
    const key = `${line.code}/begin`;
    for (let answer = first; ; answer = undefined) {
      try {
        const { state, ...lasting } = await (answer ?? line.ask(`begin?lang=${language}`));
        afterPaint(() => keep.note(key, lasting));
        return { state, ...lasting };
      } catch (error) {
        const kept = error instanceof Unreachable ? await keep.get(key) : undefined;
        if (kept) return kept;
        if (error instanceof Refused && !error.isPassing) {
          return { ...await this.told(new Line("", ""), language), refusal: error };
        }
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  }

  /** Opens the page of a role; where the code opens nothing, the one on which another is typed. */
  openPage({ me, form, state, refusal }, typed) {
    const { line } = this;
    const isOpen = line.code && !refusal;
    const role = isOpen ? me.role : "room";
    const why = refusal ? refusal.sentence || t("code_unknown") : "";
    const page = new PAGES[role](this, form ?? { refusal: why, canFind: isOpen && this.canFind }, typed);
    document.body.replaceChildren(...page.elements);
    if (!isOpen) return;
    line.addEventListener("state", ({ detail }) => page.show(detail));
    // What nobody asked for by the name of this device lacks what it was typing.
    line.follow(state && { ...state, seq: this.mayHaveLost ? 0 : state.seq });
    afterPaint(() => {
      if (role !== "room") keep.note("code", line.code);
      this.beAlone();
    });
  }

  /** Of two pages with one code on this phone, the older one rests: they would mix what is typed. */
  beAlone() {
    const others = new BroadcastChannel(`worldcafe ${this.line.code}`);
    others.onmessage = () => {
      document.body.replaceChildren(el("main", {}, el("section", { class: "card attention" },
        el("p", {}, t("open_elsewhere")), button(t("write_here"), () => location.reload(), "primary"))));
      others.close();
      this.line.follow = async () => {};
    };
    others.postMessage("here");
  }

  /** Goes on under a code. */
  go(code) {
    if (location.hash === `#${code}`) location.reload();
    else location.hash = code;
  }

  /** Speaks another language from now on. */
  async choose(language) {
    try {
      await this.line.ask(`words?lang=${language}`);
    } catch {
      this.tell(t("away"));
      return;
    }
    await keep.put("language", language);
    location.reload();
  }

  wakeUp() {
    this.line.restart();
    this.outbox.wakeUp();
  }

  test() {
    test(this);
  }

  /** Says something for a moment. */
  tell(text) {
    const toast = el("p", { class: "toast", role: "alert" }, text);
    document.body.append(toast);
    setTimeout(() => toast.remove(), 5_000);
  }
}

new App().begin();
