/**
 * Begins while the rest of the page is still on its way: opens what this phone keeps, and asks
 * for all that a page begins with, in one answer.
 */

import * as keep from "/static/keep.js";
import { Line } from "/static/line.js";

const asked = location.hash.slice(1);

/** Whether the address asks for the connection test. */
export const isTest = asked === "test";
const addressed = isTest ? "" : asked;

const early = ask("", addressed);

/**
 * What this phone keeps of itself and has to send, the code whose page it opens, what was being
 * typed there, and `said`: what the laptop says to begin with.
 */
export const begun = keep.open("device", "code", "language", `${addressed}/typed`)
  .then(async ({ isDurable, queue, kept: [known, last = "", language = "", typed] }) => {
    const code = addressed || last;
    const device = known ?? keep.uuid();
    const said = code === addressed && !language ? early : ask(language, code, device);
    return {
      isDurable, device, queue, code, language, said,
      isKnown: Boolean(known),
      typed: code === addressed ? typed : await keep.get(`${code}/typed`),
    };
  });

function ask(language, code, device = "") {
  const answer = new Line(code, device).ask(`begin?lang=${language}`);
  answer.catch(() => {}); // whoever wants it is told
  return answer;
}
