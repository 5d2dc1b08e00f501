/** The wall: what the projector shows, in any browser, for a second screen or another room. */

import { el, paint, say } from "/static/dom.js";
import { showTime, showTimes } from "/static/clock.js";
import { t } from "/static/words.js";

const TURN = 12_000;
const SMALLEST = 0.35;
/** So many names are read from the back of the room. */
const NAMES = 36;

export class Wall {
  constructor(app) {
    this.app = app;
    document.documentElement.classList.add("wall");
    this.heading = el("h1", { class: "heading" });
    this.position = el("p", { class: "position" });
    this.time = el("p", { class: "bigtime", role: "timer" });
    showTime(this.time, app.line, () => this.state?.clock);
    this.scene = el("main", { class: "scene" });
    this.sign = el("p", { class: "sign", role: "status" });
    this.elements = [el("header", { class: "walltop" }, el("div", {}, this.heading, this.position), this.time), this.scene, this.sign];
    app.line.addEventListener("changed", () => this.showSign());
    addEventListener("resize", () => this.fit());
    setInterval(() => this.turn(), TURN);
  }

  show(state) {
    this.state = state;
    document.title = state.title;
    say(this.heading, state.heading || state.title);
    say(this.position, state.position ?? "");
    this.showSign();
    showTimes();
    const told = JSON.stringify({ ...state, now: 0, seq: 0, clock: state.clock.message });
    if (this.told === told) return;
    this.told = told;
    this.pages = SCENES[state.scene]?.(state) ?? [[]];
    this.page = 0;
    this.draw();
  }

  showSign() {
    const { line } = this.app;
    say(this.sign, line.foreign ? line.foreign.sentence : line.connected === false ? t("away_wall") : "");
  }

  turn() {
    if (!this.pages || this.pages.length < 2) return;
    this.page = (this.page + 1) % this.pages.length;
    this.draw();
  }

  draw() {
    this.scene.dataset.scene = this.state.scene;
    this.scene.replaceChildren(...this.pages[this.page]);
    this.fit();
  }

  /** Makes the scene as large as it can be read whole. */
  fit() {
    let size = 1;
    do {
      this.scene.style.setProperty("--size", size);
      size -= 0.05;
    } while (size > SMALLEST && this.scene.scrollHeight > this.scene.clientHeight);
  }
}

function big(text) {
  return el("p", { class: "bigtext", dir: "auto" }, text);
}

function inPages(items, n) {
  const pages = [];
  for (let from = 0; from < items.length; from += n) pages.push(items.slice(from, from + n));
  return pages.length ? pages : [[]];
}

function question(state) {
  if (state.questions?.length) return [state.questions.map(big)];
  return [(state.theme_questions ?? []).map(({ colour, name, question: asked }) => {
    const card = el("article", { class: "card themed" }, el("h2", { dir: "auto" }, name), el("p", { dir: "auto" }, asked));
    paint(card, colour);
    return card;
  })];
}

const SCENES = {
  welcome: (state) => [[big(state.title), el("table", { class: "programme" }, el("tbody", {},
    (state.programme ?? []).map(({ time, name }) => el("tr", {}, el("th", { scope: "row" }, time), el("td", { dir: "auto" }, name)))))]],
  question,
  places: (state) => inPages(state.entries ?? [], NAMES).map((page, place, all) => [
    el("ul", { class: "entries" }, page.map(({ family_name, given_name, table }) => el("li", {},
      el("span", { dir: "auto" }, el("b", {}, family_name), " ", given_name), el("b", { class: "number" }, String(table))))),
    place === all.length - 1 && state.n_unnamed ? el("p", {}, t("unnamed", { n: state.n_unnamed })) : "",
  ]),
  insights: (state) => (state.insights?.length ? inPages(state.insights, 4).map((page) => page.map(({ text, origin, colour }) => {
    const card = el("article", { class: "card themed" }, el("p", { dir: "auto" }, text), el("p", { class: "soft", dir: "auto" }, origin));
    paint(card, colour);
    return card;
  })) : question(state)),
  message: (state) => [[big(state.clock.message)]],
  thanks: (state) => [[big(t("thanks")), el("ul", { class: "numbers" },
    (state.numbers ?? []).map(({ n, name }) => el("li", {}, el("b", {}, String(n)), " ", name)))]],
  blank: () => [[]],
};
