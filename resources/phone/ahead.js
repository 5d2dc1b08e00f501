/**
 * Begins while the rest of the page is still on its way: opens what this phone keeps, and asks
 * for what every page begins with.
 */

import * as keep from "/static/keep.js";
import { Line } from "/static/line.js";

const asked = location.hash.slice(1);

/** Whether the address asks for the connection test. */
export const isTest = asked === "test";
/** The code in the address; empty where there is none. */
export const addressed = isTest ? "" : asked;

/** What is asked already, by its path. */
const answers = new Map();

/** What this phone keeps of itself, and what was being typed under the code of the address. */
export const begun = keep.open("device", "code", "language", `${addressed}/typed`)
  .then(({ isDurable, kept: [device, code, language, typed] }) => {
    if (language) answers.clear(); // another than the one in which it was asked
    return { isDurable, device: device ?? keep.uuid(), code, language, typed };
  });

/** The answer to something that was asked ahead, for whoever wants it first. */
export function ahead(path) {
  const answer = answers.get(path);
  answers.delete(path);
  return answer;
}

function ask(path, answer) {
  answers.set(path, answer);
  answer.catch(() => {}); // whoever wants it is told
}

const line = new Line(addressed, "");
for (const path of ["hello", "words?lang="]) ask(path, line.ask(path));
if (addressed) {
  const me = line.ask("me");
  ask("me", me);
  ask("form", me.then(({ role }) => role === "table" ? line.ask("form") : null));
  ask("state", Promise.all([me, begun]).then(([, { device }]) => new Line(addressed, device).ask("state")));
}
