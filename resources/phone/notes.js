/** What this table wrote: in the synthesis, on this phone, or refused; and what came from participants. */

import { button, el, showAll } from "/static/dom.js";
import { t } from "/static/words.js";

const SIGNS = { kept: "attention", in: "good", refused: "problem", gone: "soft" };

/** The notes with what this phone still has to tell: newest round first, newest note first. */
export function notesOf(state, outbox) {
  const notes = new Map(state.contributions.map((item) => [item.id, { ...item, sign: "in" }]));
  for (const item of [...outbox.sent, ...outbox.mine]) {
    const sign = item.sentence ? "refused" : outbox.sent.includes(item) ? "in" : "kept";
    apply(notes, item, sign);
  }
  const numbers = new Map(state.rounds.map(({ id, number }) => [id, number]));
  return [...notes.values()].reverse().sort((one, other) => (numbers.get(other.round_id) ?? 0) - (numbers.get(one.round_id) ?? 0));
}

function apply(notes, item, sign) {
  const known = notes.get(item.contribution_id);
  if (item.type === "record" && (!notes.has(item.id) || sign !== "in")) {
    notes.set(item.id, { ...item.fields, id: item.id, round_id: item.round_id, sign, item: sign === "in" ? null : item });
  } else if (item.type === "edit" && known && sign !== "refused") notes.set(known.id, { ...known, ...item.values, sign });
  else if (item.type === "withdraw" && known && sign !== "refused") notes.set(known.id, { ...known, sign: "gone" });
  else if (item.type === "restore" && known) notes.set(known.id, { ...known, sign });
  else if (sign === "refused") notes.set(`refused ${item.id}`, { ...(item.values ?? item.fields ?? { title: item.text ?? t(item.type) }), id: item.id, round_id: item.round_id, sign, item });
}

export class Notes {
  constructor(app, described, page) {
    Object.assign(this, { app, page });
    this.kinds = new Map(described.kinds.map(({ code, caption }) => [code, caption]));
    this.ideas = el("div", { class: "cards" });
    this.ideasHeading = el("h2", {}, t("ideas_title"));
    this.list = el("div", { class: "cards" });
    this.empty = el("p", { class: "soft" }, t("nothing_written"));
    /** Withdrawn here, and can be brought back. */
    this.withdrawn = new Map();
    this.element = el("section", {}, el("h1", { class: "unseen" }, t("tab_notes")), this.ideasHeading, this.ideas, el("h2", {}, t("our_notes")), this.empty, this.list);
  }

  show(state, notes) {
    const decided = new Set(this.app.outbox.mine.filter((item) => item.idea_id && !item.sentence).map((item) => item.idea_id));
    const ideas = state.ideas.filter(({ id }) => !decided.has(id));
    this.ideasHeading.hidden = !ideas.length;
    showAll(this.ideas, ideas.map((idea) => ({ ...idea, key: idea.id })), (idea) => this.ideaCard(idea));
    const here = new Set(notes.map(({ id }) => id));
    for (const id of here) if (notes.find((note) => note.id === id).sign !== "gone") this.withdrawn.delete(id);
    const gone = [...this.withdrawn.values()].filter(({ id }) => !here.has(id)).map((note) => ({ ...note, sign: "gone" }));
    const all = [...gone, ...notes];
    this.empty.hidden = all.length > 0;
    const numbers = new Map(state.rounds.map(({ id, number }) => [id, number]));
    showAll(this.list, all.map((note) => ({ ...note, key: note.item?.sentence ? `refused ${note.id}` : note.id, round: numbers.get(note.round_id) })),
      (note) => this.card(note));
  }

  card(note) {
    const { sign, item } = note;
    const kind = this.kinds.get(note.kind) ?? "";
    const heading = [note.reference, kind, note.round ? t("round_n", { n: note.round }) : ""].filter(Boolean).join(" · ");
    const partners = (note.partners ?? []).map(({ name, city }) => [name, city].filter(Boolean).join(", ")).filter(Boolean);
    return el("article", { class: "card", "data-id": note.id },
      el("p", { class: "eyebrow" }, heading),
      el("h3", { dir: "auto" }, note.title ?? ""),
      note.description ? el("p", { class: "said", dir: "auto" }, note.description) : "",
      partners.map((each) => el("p", { class: "soft", dir: "auto" }, each)),
      el("p", { class: "sign", "data-look": SIGNS[sign] }, t(`sign_${sign}`)),
      sign === "refused" ? el("p", { class: "problem" }, item.sentence) : "",
      el("div", { class: "buttons" }, this.buttons(note, sign, item)));
  }

  buttons(note, sign, item) {
    const { outbox } = this.app;
    if (sign === "refused") return [
      item.fields ? button(t("write_again"), async () => {
        if (this.page.writeAgain(item.values ?? item.fields, item)) await outbox.drop(item);
        else this.app.tell(t("form_not_empty"));
      }, "", { name: "again" }) : "",
      button(t("throw_away"), () => outbox.drop(item), "quiet", { name: "drop" }),
    ];
    if (sign === "gone") return [
      button(t("bring_back"), () => {
        this.withdrawn.delete(note.id);
        outbox.add("restore", { contribution_id: note.id, round_id: note.round_id });
      }, "quiet", { name: "restore" }),
    ];
    return [
      button(t("edit"), () => this.page.edit(this.plain(note)), "", { name: "edit", ariaLabel: `${t("edit")} – ${note.title}` }),
      button(t("withdraw"), () => {
        this.withdrawn.set(note.id, note);
        outbox.add("withdraw", { contribution_id: note.id, round_id: note.round_id });
      }, "quiet", { name: "withdraw", ariaLabel: `${t("withdraw")} – ${note.title}` }),
    ];
  }

  plain({ key, sign, item, round, ...note }) {
    return note;
  }

  ideaCard(idea) {
    const decide = (type) => () => this.app.outbox.add(type, { idea_id: idea.id, round_id: idea.round_id });
    return el("article", { class: "card" },
      el("p", { class: "eyebrow", dir: "auto" }, [this.kinds.get(idea.kind), idea.name].filter(Boolean).join(" · ")),
      el("p", { class: "said", dir: "auto" }, idea.text),
      el("div", { class: "buttons" },
        button(t("accept"), decide("accept_idea"), "primary", { name: "accept" }),
        button(t("decline"), decide("decline_idea"), "quiet", { name: "decline" })));
  }
}
