/** Time left, from the laptop's time: what the phone's own clock says does not matter. */

import { say } from "/static/dom.js";

const ALL = new Set();
const NEARLY_OVER = 120_000;

/** `7:05`; past the end it counts up: `+0:12`. */
export function digits(left) {
  const seconds = Math.ceil(left / 1000);
  const [minutes, rest] = [Math.floor(Math.abs(seconds) / 60), Math.abs(seconds) % 60];
  return `${seconds < 0 ? "+" : ""}${minutes}:${String(rest).padStart(2, "0")}`;
}

/** Keeps an element showing what is left of `clock()`; empty where nothing runs. */
export function showTime(element, line, clock) {
  ALL.add(() => tick(element, line, clock()));
}

function tick(element, line, clock) {
  const left = leftOf(clock, line);
  say(element, left === null ? "" : digits(left));
  const tone = left === null || !clock.running ? "held" : left < 0 ? "over" : left <= NEARLY_OVER ? "warning" : "calm";
  if (element.dataset.tone !== tone) element.dataset.tone = tone;
}

/** Milliseconds left; null where nothing runs. */
export function leftOf(clock, line) {
  if (!clock) return null;
  if (clock.running && clock.ends_at !== null) return clock.ends_at - line.now();
  return clock.left_ms ?? null;
}

/** Does something as often as the time is shown. */
export function whenever(turn) {
  ALL.add(turn);
}

/** Shows the time everywhere, at once. */
export function showTimes() {
  ALL.forEach((each) => each());
}

setInterval(showTimes, 250);
