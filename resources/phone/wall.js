/** The wall: what the projector shows, in any browser, for a second screen or another room. */

import { el, paint, say } from "/static/dom.js";
import { leftOf, showTime, showTimes, whenever } from "/static/clock.js";
import { t } from "/static/words.js";

const TURN = 12_000;
const SMALLEST = 0.35;
/** So many names are read from the back of the room. */
const NAMES = 36;
const TABLES = 9;

export class Wall {
  constructor(app) {
    this.app = app;
    document.documentElement.classList.add("wall");
    this.heading = el("h1", { class: "heading" });
    this.position = el("p", { class: "position" });
    this.time = el("p", { class: "bigtime", role: "timer" });
    showTime(this.time, app.line, () => this.state?.clock);
    this.ring = ring();
    whenever(() => this.turnRing());
    this.scene = el("main", { class: "scene" });
    this.message = el("p", { class: "banner", dir: "auto", role: "status", hidden: true });
    this.sign = el("p", { class: "sign", role: "status" });
    this.elements = [el("header", { class: "walltop" }, el("div", {}, this.heading, this.position), el("div", { class: "ring" }, this.ring, this.time)), this.scene, this.message, this.sign];
    app.line.addEventListener("changed", () => this.showSign());
    addEventListener("resize", () => this.fit());
    setInterval(() => this.turn(), TURN);
  }

  show(state) {
    this.state = state;
    document.title = state.title;
    say(this.heading, state.heading || state.title);
    say(this.position, state.position ?? "");
    const { message } = state.clock;
    say(this.message, message ?? "");
    this.message.hidden = !message || ["message", "blank"].includes(state.scene);
    this.showSign();
    showTimes();
    const told = JSON.stringify({ ...state, now: 0, seq: 0, clock: state.clock.message });
    if (this.told === told) return;
    this.told = told;
    this.pages = SCENES[state.scene]?.(state) ?? [[]];
    this.page = 0;
    this.draw();
  }

  /** What is left of the part of the day, as a ring that empties. */
  turnRing() {
    const { clock } = this.state ?? {};
    const left = leftOf(clock, this.app.line);
    const share = left === null || !clock?.whole_ms ? 1 : Math.min(1, Math.max(0, left / clock.whole_ms));
    this.ring.lastChild.style.strokeDashoffset = String(100 - 100 * share);
    this.ring.parentElement.hidden = left === null;
    this.ring.dataset.tone = this.time.dataset.tone ?? "";
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

const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function ring() {
  const circle = (name) => drawn("circle", { class: name, cx: 50, cy: 50, r: 45, pathLength: 100 });
  return drawn("svg", { viewBox: "0 0 100 100", "aria-hidden": "true" }, circle("track"), circle("left"));
}

/** Codes to scan, beside one another; `squares` are rows of 0 and 1. */
function steps(all) {
  return el("div", { class: "steps" }, all.map(({ heading, lines, squares }) => {
    const n = squares.length + 8;
    const path = squares.map((row, y) => [...row].map((dark, x) => (dark === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")).join("")).join("");
    return el("article", {}, el("h2", { dir: "auto" }, heading),
      drawn("svg", { viewBox: `0 0 ${n} ${n}`, role: "img", "aria-label": heading, "shape-rendering": "crispEdges" },
        drawn("rect", { width: n, height: n, fill: "#fff" }), drawn("path", { d: path, fill: "#000" })),
      lines.map((line) => el("p", { dir: "auto" }, line)));
  }));
}

function programme(state) {
  return el("table", { class: "programme" }, el("tbody", {}, (state.programme ?? []).map(({ time, name }) =>
    el("tr", {}, el("th", { scope: "row" }, time), el("td", { dir: "auto" }, name)))));
}

function companies(state) {
  return inPages(state.companies ?? [], TABLES).map((page) => [el("div", { class: "companies" }, page.map(({ number, theme, colour, names, n_unnamed: more }) => {
    const card = el("article", { class: "card themed" }, el("h2", {}, el("b", { class: "number" }, String(number)), " ", el("span", { dir: "auto" }, theme)),
      el("p", { dir: "auto" }, [...names, ...(more ? [`+${more}`] : [])].join(" · ")));
    paint(card, colour);
    return card;
  }))]);
}

const SCENES = {
  welcome: (state) => [[big(state.title), el("div", { class: "beside" }, programme(state), state.steps?.length ? steps(state.steps) : "")]],
  join: (state) => [state.steps?.length ? [steps(state.steps)] : [big(state.title)]],
  question,
  places: (state) => (state.by_table ? companies(state) : inPages(state.entries ?? [], NAMES).map((page, place, all) => [
    el("ul", { class: "entries" }, page.map(({ family_name, given_name, table }) => el("li", {},
      el("span", { dir: "auto" }, el("b", {}, family_name), " ", given_name), el("b", { class: "number" }, String(table))))),
    place === all.length - 1 && state.n_unnamed ? el("p", {}, t("unnamed", { n: state.n_unnamed })) : "",
  ])),
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
