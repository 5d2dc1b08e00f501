/** Begins: what this phone keeps, the words, the code of the address, and the page it opens. */

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

const PAGES = { table: NoteTaker, person: Person, facilitator: Pocket, wall: Wall };
const TEST = "test";

class App {
  async begin() {
    this.isDurable = await keep.open();
    const device = (await keep.get("device")) ?? keep.uuid();
    await keep.put("device", device);
    const asked = location.hash.slice(1);
    const code = asked && asked !== TEST ? asked : (await keep.get("code")) ?? "";
    this.line = new Line(code, device);
    this.outbox = new Outbox(this.line);
    await this.learn();
    await this.outbox.open();
    await this.openPage();
    addEventListener("hashchange", () => location.hash !== `#${TEST}` && location.reload());
    for (const news of ["online", "focus", "pageshow"]) addEventListener(news, () => this.wakeUp());
    document.addEventListener("visibilitychange", () => !document.hidden && this.wakeUp());
    this.line.addEventListener("changed", () => this.line.connected && this.outbox.wakeUp());
    if (asked === TEST) this.test();
  }

  /** Learns the languages and the words; from what is kept while the laptop is silent. */
  async learn() {
    const hello = await this.remembered("hello");
    const wanted = (await keep.get("language")) ?? navigator.languages.map((each) => each.slice(0, 2))
      .find((each) => hello.languages.some(({ code }) => code === each));
    speak(await this.remembered(`words?lang=${wanted ?? ""}`));
    this.line.hear(hello.now);
    this.languages = hello.languages;
    this.language = document.documentElement.lang;
    this.title = hello.workshop_title;
    this.canFind = hello.can_find;
  }

  /** The laptop's answer, or the one that is kept while it is silent. */
  async remembered(path, key = path) {
    for (;;) {
      try {
        const answer = await this.line.ask(path);
        await keep.put(`answer/${key}`, answer);
        return answer;
      } catch (error) {
        const kept = error instanceof Unreachable ? await keep.get(`answer/${key}`) : undefined;
        if (kept) return kept;
        if (error instanceof Refused && !error.isPassing) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  }

  async openPage() {
    const { line } = this;
    document.body.replaceChildren(el("main", {}, el("p", { class: "soft" }, t("connecting"))));
    let me = { role: "room" };
    let refusal = "";
    if (line.code) {
      try {
        me = await this.remembered("me", `${line.code}/me`);
        if (me.role !== "room") await keep.put("code", line.code);
        this.beAlone();
      } catch (error) {
        refusal = error.sentence || t("code_unknown");
      }
    }
    const Page = PAGES[me.role];
    const described = me.role === "table" ? await this.remembered("form", `${line.code}/form`) : null;
    const page = Page ? new Page(this, described, await keep.get(`${line.code}/typed`)) : new Join(this, { refusal, canFind: this.canFind && Boolean(line.code) && !refusal });
    document.body.replaceChildren(...page.elements);
    if (!line.code || refusal) return;
    line.addEventListener("state", ({ detail }) => page.show(detail));
    line.follow();
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
    return test(this);
  }

  /** Says something for a moment. */
  tell(text) {
    const toast = el("p", { class: "toast", role: "alert" }, text);
    document.body.append(toast);
    setTimeout(() => toast.remove(), 5_000);
  }
}

new App().begin();
