/** The page's texts in the phone's language, as the laptop says them. */

let texts = {};

let language = "";

/** The code of the language that is spoken; empty while the phone's own languages are asked for. */
export function spoken() {
  return language;
}

/** Speaks a language: `{lang, direction, has_figures, texts}` as the laptop sent it. */
export function speak(said) {
  texts = said.texts;
  language = said.lang;
  document.documentElement.lang = said.lang;
  document.documentElement.dir = said.direction;
  const own = said.has_figures && new Intl.NumberFormat(navigator.language).format(0) !== "0";
  document.documentElement.dataset.figures = own ? "own" : "western";
}

/** A text by its key. Gaps are filled; what people wrote keeps its own direction in them. */
export function t(key, gaps = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!(name in gaps)) return whole;
    return typeof gaps[name] === "number" ? String(gaps[name]) : `\u2068${gaps[name]}\u2069`;
  });
}
