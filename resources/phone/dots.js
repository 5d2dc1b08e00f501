/** Dots: how many are left, and where they go; of a person, or of a table where tables vote. */

import { button, el, say, showAll } from "/static/dom.js";
import { t } from "/static/words.js";

/** From so many on, what can be chosen is searched. */
const MANY = 12;

export class Dots {
  constructor(app) {
    this.app = app;
    this.left = el("p", { class: "strong", role: "status" });
    this.search = el("input", { type: "search", name: "search", placeholder: t("search"), ariaLabel: t("search"), dir: "auto", oninput: () => this.show(this.state) });
    this.choices = el("div", { class: "cards" });
    this.element = el("section", { hidden: true }, el("h2", {}, t("dots_title")), this.left, this.search, this.choices);
  }

  /** Own dots on one, with what the laptop's news do not tell yet. */
  mine({ id, dots }) {
    return this.app.outbox.told.findLast((item) => item.type === "vote" && item.contribution_id === id && !item.sentence)?.dots ?? dots;
  }

  show(state) {
    this.state = state;
    const { dots, choices = [] } = state;
    this.element.hidden = !dots?.open;
    if (!dots?.open) return;
    const left = dots.each - choices.reduce((sum, each) => sum + this.mine(each), 0);
    say(this.left, t("dots_left", { left, each: dots.each }));
    this.search.hidden = choices.length < MANY;
    const wanted = this.search.value.toLowerCase();
    const shown = choices.filter(({ title, description }) => `${title} ${description}`.toLowerCase().includes(wanted));
    const refused = (id) => this.app.outbox.mine.find((item) => item.type === "vote" && item.contribution_id === id && item.sentence);
    showAll(this.choices, shown.map((each) => ({ ...each, key: each.id, mine: this.mine(each), canAdd: left > 0, refused: refused(each.id)?.sentence })),
      (each) => this.choice(each, refused(each.id)));
  }

  choice({ id, reference, title, description, theme, mine, canAdd }, refused) {
    const place = (n) => async () => {
      if (refused) await this.app.outbox.drop(refused);
      await this.app.outbox.add("vote", { contribution_id: id, dots: n, base: mine, round_id: null });
    };
    return el("article", { class: "card" },
      el("p", { class: "eyebrow", dir: "auto" }, [reference, theme].filter(Boolean).join(" · ")),
      el("h3", { dir: "auto" }, title),
      description ? el("p", { class: "said", dir: "auto" }, description) : "",
      refused ? el("p", { class: "problem", role: "alert" }, refused.sentence) : "",
      el("div", { class: "dots" },
        button("−", place(mine - 1), "", { name: "less", disabled: mine < 1, ariaLabel: t("dot_less", { what: title }) }),
        el("span", { class: "count", ariaLabel: t("dots_here", { n: mine }), role: "img" }, mine ? "●".repeat(Math.min(mine, 10)) : "○"),
        button("+", place(mine + 1), "", { name: "more", disabled: !canAdd, ariaLabel: t("dot_more", { what: title }) })));
  }
}
