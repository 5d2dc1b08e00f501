/** The connection test that a phone runs on itself, told in words. */

import { button, el } from "/static/dom.js";
import { t } from "/static/words.js";

const TIMES = 12;
const SLOW = 400;
const OFF = 60_000;

/** Runs the test and shows it over the page. */
export async function test(app) {
  const list = el("ul", { class: "results" });
  const dialog = el("dialog", { class: "test" }, el("h2", { id: "test-title" }, t("test_title")), el("div", { role: "status" }, list),
    el("div", { class: "buttons" }, button(t("close"), () => dialog.close(), "primary", { name: "close" })));
  dialog.setAttribute("aria-labelledby", "test-title");
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  const tell = (look, key, gaps) => list.append(el("li", { "data-look": look }, t(key, gaps)));
  const { times, now } = await answers(app.line);
  if (!times.length) {
    tell("problem", "test_unreachable");
    tell("attention", "test_advice");
  } else {
    const middle = Math.round(times.sort((one, other) => one - other)[Math.floor(times.length / 2)]);
    tell(middle > SLOW ? "attention" : "good", middle > SLOW ? "test_slow" : "test_reached", { ms: middle });
    const lost = TIMES - times.length;
    tell(lost ? "attention" : "good", lost ? "test_lost" : "test_none_lost", { lost, all: TIMES });
    if (lost || middle > SLOW) tell("attention", "test_advice");
    if (Math.abs(now - Date.now()) > OFF) tell("good", "test_clock");
  }
  tell(app.isDurable ? "good" : "attention", app.isDurable ? "test_keeps" : "kept_while_open");
  list.dataset.done = "yes";
}

async function answers(line) {
  const times = [];
  let now = Date.now();
  for (let n = 0; n < TIMES; n += 1) {
    const begun = performance.now();
    try {
      ({ now } = await line.ask("hello", { patience: 3_000 }));
      times.push(performance.now() - begun);
    } catch {
      if (n >= 2 && !times.length) break;
    }
  }
  return { times, now };
}
