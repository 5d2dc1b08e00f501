/** Begins: what this phone keeps, the words, the code of the address, and the page it opens. */

import { addressed, ahead, begun, isTest } from "/static/ahead.js";
import { button, el } from "/static/dom.js";
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
    const queue = begun.then(keep.queued);
    const { isDurable, device, code: last, language, typed } = await begun;
    this.isDurable = isDurable;
    const code = addressed || (last ?? "");
    this.line = new Line(code, device);
    keep.note("device", device);
    this.outbox = new Outbox(this.line);
    const me = code ? this.remembered("me", `${code}/me`).catch((refusal) => refusal) : { role: "room" };
    await this.learn(language ?? "");
    this.outbox.takeUp(await queue);
    await this.openPage(await me, addressed ? typed : await keep.get(`${code}/typed`));
    addEventListener("hashchange", () => location.hash !== "#test" && location.reload());
    for (const news of ["online", "offline", "focus", "pageshow"]) addEventListener(news, () => this.wakeUp());
    document.addEventListener("visibilitychange", () => !document.hidden && this.wakeUp());
    this.line.addEventListener("changed", () => this.line.connected && this.outbox.wakeUp());
    if (isTest) this.test();
  }

  /** Learns the languages and the words; from what is kept while the laptop is silent. */
  async learn(chosen) {
    const [hello, words] = await Promise.all([this.remembered("hello"), this.remembered(`words?lang=${chosen}`)]);
    speak(words);
    this.languages = hello.languages;
    this.language = document.documentElement.lang;
    this.title = hello.workshop_title;
    this.canFind = hello.can_find;
  }

  /** The laptop's answer, or the one that is kept while it is silent. */
  async remembered(path, key = path) {
    for (;;) {
      try {
        const answer = await (ahead(path) ?? this.line.ask(path));
        keep.note(`answer/${key}`, answer);
        return answer;
      } catch (error) {
        const kept = error instanceof Unreachable ? await keep.get(`answer/${key}`) : undefined;
        if (kept) return kept;
        if (error instanceof Refused && !error.isPassing) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  }

  /** Opens the page of a role; where the code opens nothing, the one on which another is typed. */
  async openPage(me, typed) {
    const { line } = this;
    const refusal = me instanceof Error ? me.sentence || t("code_unknown") : "";
    const isOpen = line.code && !refusal;
    let page = null;
    let news = null;
    if (isOpen) {
      if (me.role !== "room") keep.note("code", line.code);
      this.beAlone();
      line.addEventListener("state", ({ detail }) => {
        news = detail;
        page?.show(detail);
      });
      line.follow(ahead("state"));
    }
    const role = refusal ? "room" : me.role;
    const described = role === "table" ? await this.remembered("form", `${line.code}/form`) : { refusal, canFind: isOpen && this.canFind };
    page = new PAGES[role](this, described, typed);
    document.body.replaceChildren(...page.elements);
    if (news) page.show(news);
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
