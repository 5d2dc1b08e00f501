/** The note-taker's page: writing, what this table wrote, and bringing a round to its end. */

import { button, el, say, whenIdle } from "/static/dom.js";
import { Dots } from "/static/dots.js";
import { isEmpty } from "/static/editors.js";
import { Form, pill } from "/static/form.js";
import { Frame, tabs } from "/static/frame.js";
import * as keep from "/static/keep.js";
import { Closing } from "/static/closing.js";
import { Notes, notesOf } from "/static/notes.js";
import { t } from "/static/words.js";

/** So long after the last key the laptop is told what is being typed. */
const QUIET = 1_500;
/** So long after a key it is kept at the latest: as soon as nothing else is to be done. */
const BUSY = 100;

export class NoteTaker {
  constructor(app, described, typed) {
    this.app = app;
    /** What is typed and not recorded: `{fresh, editing, insights}`, each with its round. */
    this.typed = typed ?? { fresh: null, editing: null, insights: {} };
    this.state = null;
    this.told = "";
    /** The round that was chosen by hand, until the next one begins. */
    this.chosen = null;
    /** What was discarded last, and can be brought back. */
    this.thrown = null;
    this.frame = new Frame(app, { keepsText: true, well: "all_in", gather: () => this.gathered() });
    this.form = new Form(described, {
      ...described,
      buildsOn: () => this.state?.builds_on ?? [],
      suggest: (field, text) => suggest(app.line, field, text),
    }, () => this.onTyped());
    this.round = pill("round", t("round"), []);
    this.round.select.addEventListener("change", () => this.onRound(this.round.select.value));
    this.stays = el("section", { class: "card attention", role: "status", hidden: true });
    this.came = el("section", { class: "card attention", role: "status", hidden: true });
    this.trouble = el("p", { class: "problem", role: "alert" });
    this.record = button("", () => this.onRecord(), "primary", { name: "record" });
    this.cancel = button("", () => this.onCancel(), "quiet", { name: "cancel" });
    this.kept = el("p", { class: "soft", role: "status" });
    this.heading = el("h1", { class: "unseen" });
    this.form.element.querySelector(".pills").append(this.round.element);
    const writing = el("section", {}, this.heading, this.came, this.stays, this.form.element,
      this.trouble, el("div", { class: "buttons" }, this.record, this.cancel), this.kept);
    /** The other parts; each is null until somebody looks. */
    this.notes = this.closing = this.dots = null;
    this.tabs = tabs(this.frame.content, [
      { name: "write", text: t("tab_write"), make: () => writing },
      { name: "notes", text: t("tab_notes"), make: () => (this.notes = new Notes(app, described, this)).element, onshow: () => this.showNotes() },
      { name: "close", text: t("tab_close"), make: () => (this.closing = new Closing(app, this)).element, onshow: () => this.showClosing() },
      { name: "dots", text: t("tab_dots"), make: () => this.dotsPart(), onshow: () => this.showDots() },
    ]);
    this.tabs.allow("dots", false);
    this.elements = [...this.frame.body, this.tabs.bar];
    app.outbox.addEventListener("changed", () => {
      this.showNotes();
      this.showDots();
    });
    addEventListener("pagehide", () => this.settle());
  }

  // --- what happens ---------------------------------------------------------------------

  /** Shows the laptop's news. What is being typed is left alone. */
  show(state) {
    const isFirst = !this.state;
    if (this.state?.clock.round_id !== state.clock.round_id) this.chosen = null;
    this.state = state;
    this.app.outbox.heard(state);
    this.frame.show({ ...state, question: state.question || state.table.theme_question });
    const { number, theme, colour } = state.table;
    this.frame.showPlace(t("table", { n: number }), { more: theme, colour });
    if (isFirst || (this.app.mayHaveLost && state.draft && this.isEmpty)) this.takeUp();
    if (!isFirst) this.app.mayHaveLost = false;
    this.showRounds();
    this.form.ask();
    this.showNotes();
    this.showDots();
  }

  /** Dots, once tables place theirs: that part of the page comes with the harvest. */
  showDots() {
    const isOpen = Boolean(this.state?.dots?.open);
    this.tabs.allow("dots", isOpen);
    if (isOpen) this.dots?.show(this.state);
  }

  dotsPart() {
    this.dots = new Dots(this.app);
    return el("section", {}, el("h1", { class: "unseen" }, t("tab_dots")), this.dots.element);
  }

  /** Gives back what was typed before the page was left. */
  takeUp() {
    const { editing } = this.typed;
    if (this.isKnown(this.typed.fresh?.id)) this.typed.fresh = null;
    const { fresh } = this.typed;
    const draft = this.drafted();
    if (editing) this.form.show(editing.values);
    else if (fresh) this.form.show(fresh.values);
    else if (draft) {
      this.typed.fresh = draft;
      this.form.show(draft.values);
    } else this.begin();
    if (editing || fresh || draft) say(this.kept, t("given_back"));
  }

  /** Whether nothing is typed here. */
  get isEmpty() {
    this.settle();
    return !this.typed.fresh && !this.typed.editing;
  }

  /** What the laptop holds of this phone's typing, where the phone lost it. */
  drafted() {
    const { draft } = this.state;
    try {
      const { id, ...values } = JSON.parse(draft.content).fresh;
      return id && !this.isKnown(id) ? { id, round_id: draft.round_id, values } : null;
    } catch {
      return null;
    }
  }

  /** Whether it is recorded, or about to be: killed in between, the page has it twice. */
  isKnown(id) {
    return [...this.state.contributions, ...this.app.outbox.mine].some((each) => each.id === id);
  }

  /** A fresh form, for the round that is talked about now. */
  begin() {
    const { table } = this.state;
    const last = this.lastLanguage || table.lang || this.app.language;
    if (this.typed.fresh) this.typed.fresh = null;
    this.form.show({ lang: last, themes: table.themes });
  }

  /** The round that notes belong to now. */
  get present() {
    return this.state.clock.round_id ?? this.chosen ?? this.state.rounds[0]?.id;
  }

  /** The round of what is in the form. */
  get place() {
    return this.typed.editing?.round_id ?? this.typed.fresh?.round_id ?? this.chosen ?? this.present;
  }

  numberOf(roundId) {
    return this.state.rounds.find(({ id }) => id === roundId)?.number ?? 0;
  }

  // --- writing --------------------------------------------------------------------------

  onTyped() {
    this.settling ??= whenIdle(() => this.settle(), BUSY);
  }

  /** Takes up what was typed a moment ago. */
  settle() {
    if (!this.settling) return;
    this.settling();
    this.settling = null;
    const values = this.form.values();
    const { editing, fresh } = this.typed;
    say(this.trouble, "");
    if (editing) editing.values = values;
    else if (this.form.isBlank(values)) this.typed.fresh = null;
    else this.typed.fresh = { id: fresh?.id ?? keep.uuid(), round_id: this.place, values };
    this.keepTyped();
    if (!fresh !== !this.typed.fresh) this.showRounds();
  }

  onRound(roundId) {
    this.settle();
    if (this.typed.fresh) this.typed.fresh.round_id = roundId;
    else this.chosen = roundId;
    this.keepTyped();
    this.showRounds();
  }

  /** Keeps what is typed at once, and tells the laptop after a while. */
  async keepTyped() {
    this.showMode();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellTyping(), QUIET);
    const { fresh, editing } = this.typed;
    await keep.put(`${this.app.line.code}/typed`, this.typed);
    say(this.kept, fresh || editing ? t(this.app.isDurable ? "kept_here" : "kept_while_open") : "");
  }

  async tellTyping() {
    const { fresh, editing, insights } = this.typed;
    const roundId = this.place;
    if (!roundId) return;
    const said = {
      ...(fresh ? { fresh: { ...fresh.values, id: fresh.id } } : {}),
      ...(editing ? { edited: { [editing.id]: editing.values } } : {}),
      ...(roundId in insights ? { insight: insights[roundId].text } : {}),
    };
    const content = Object.keys(said).length ? JSON.stringify(said) : "";
    if (content === this.told) return;
    this.told = content;
    const item = { id: keep.uuid(), type: "draft", round_id: roundId, at: Math.round(this.app.line.now()), content };
    try {
      await this.app.line.ask("outbox", { body: { items: [item] } });
    } catch {
      this.told = null; // It is kept here; the next key tells it again.
    }
  }

  async onRecord() {
    this.settle();
    const { editing } = this.typed;
    const values = this.form.values();
    if (!values.title) {
      say(this.trouble, t("needs_title"));
      this.form.begin();
      return;
    }
    if (editing) await this.saveEdit(editing, values);
    else {
      const { id, round_id } = this.typed.fresh;
      const fields = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
      await this.app.outbox.add("record", { round_id, fields }, id);
      this.typed.fresh = null;
      this.lastLanguage = values.lang;
    }
    this.begin();
    await this.keepTyped();
    this.showRounds();
    say(this.kept, editing ? t("change_taken") : t("taken"));
    this.form.begin();
  }

  async saveEdit({ id, round_id, base, shown }, values) {
    const fields = this.form.changes(shown, values);
    const before = this.form.told(base);
    if (Object.keys(fields).length) {
      const seen = Object.fromEntries(Object.keys(fields).map((path) => [path, before[path]]));
      await this.app.outbox.add("edit", { contribution_id: id, round_id, fields, base: seen, values });
    }
    this.typed.editing = null;
    this.giveBackFresh();
  }

  /** Opens what is recorded. What was being typed comes back afterwards. */
  edit(item) {
    this.settle();
    this.form.show(item);
    const shown = this.form.values();
    this.typed.editing = { id: item.id, round_id: item.round_id, base: item, shown, values: shown };
    this.keepTyped();
    this.showRounds();
    this.tabs.go("write");
    this.form.begin();
  }

  /** Takes text back into the form; what stands there already is not overwritten. */
  writeAgain(values, { contribution_id, round_id }) {
    if (!this.isEmpty) return false;
    const recorded = this.state.contributions.find(({ id }) => id === contribution_id);
    if (recorded) this.edit(recorded);
    this.form.show(values);
    if (recorded) this.typed.editing.values = this.form.values();
    else this.typed.fresh = { id: keep.uuid(), round_id, values: this.form.values() };
    this.keepTyped();
    this.showRounds();
    this.tabs.go("write");
    return true;
  }

  onCancel() {
    this.settle();
    if (this.typed.editing) {
      this.typed.editing = null;
      this.giveBackFresh();
    } else if (this.typed.fresh) {
      this.thrown = this.typed.fresh;
      this.begin();
    } else {
      this.typed.fresh = this.thrown;
      this.giveBackFresh();
    }
    this.showRounds();
    this.keepTyped();
  }

  giveBackFresh() {
    const { fresh } = this.typed;
    if (fresh) this.form.show(fresh.values);
    else this.begin();
  }

  // --- how it looks ---------------------------------------------------------------------

  showRounds() {
    const { select } = this.round;
    const names = this.state.rounds.map(({ id, number }) => [id, t("round_n", { n: number })]);
    if (select.length !== names.length) select.replaceChildren(...names.map(([id, name]) => el("option", { value: id }, name)));
    select.value = this.place ?? "";
    select.disabled = Boolean(this.typed.editing);
    this.showMode();
    this.showClosing();
  }

  /** Shows what brings a round to its end, while somebody looks. */
  showClosing() {
    if (this.state && this.closing?.element.hidden === false) this.closing.show(this.state);
  }

  showMode() {
    const { editing, fresh } = this.typed;
    say(this.heading, t(editing ? "editing" : "writing"));
    say(this.record, t(editing ? "save_changes" : "record"));
    if (fresh) this.thrown = null;
    say(this.cancel, t(editing ? "leave_as_it_was" : fresh ? "discard" : "bring_back"));
    this.cancel.hidden = !editing && !fresh && !this.thrown;
    const { round_id: now } = this.state.clock;
    const isElsewhere = !editing && fresh && now && fresh.round_id !== now;
    this.stays.hidden = !isElsewhere;
    if (!isElsewhere) return;
    const [then, next] = [this.numberOf(fresh.round_id), this.numberOf(now)];
    if (this.stays.dataset.told === `${then} ${next}`) return;
    this.stays.dataset.told = `${then} ${next}`;
    this.stays.replaceChildren(el("p", {}, t("stays_with_round", { n: then, next })),
      button(t("move_to_round", { n: next }), () => this.onRound(now), "", { name: "move" }));
  }

  showNotes() {
    if (!this.state) return;
    const { ideas } = this.state;
    const items = notesOf(this.state, this.app.outbox);
    if (this.notes?.element.hidden === false) this.notes.show(this.state, items);
    this.showClosing();
    this.tabs.count("notes", items.length + ideas.length);
    this.came.hidden = !ideas.length;
    if (ideas.length) {
      this.came.replaceChildren(el("p", {}, t("ideas_came", { n: ideas.length })),
        button(t("look"), () => this.tabs.go("notes"), "", { name: "look" }));
    }
  }

  /** All text that is on this phone and not in the synthesis, and what was recorded. */
  gathered() {
    this.settle();
    const told = ({ title, description, partners }) => [title, description,
      (partners ?? []).map(({ name, city }) => [name, city].filter(Boolean).join(", ")).join("; ")].filter(Boolean).join("\n");
    const { fresh, editing, insights } = this.typed;
    const waiting = this.app.outbox.mine.map((item) => (item.fields ? told(item.fields) : item.text ?? ""));
    return [fresh && told(fresh.values), editing && told(editing.values), ...Object.values(insights).map(({ text }) => text), ...waiting]
      .filter(Boolean).join("\n\n");
  }
}

async function suggest(line, field, text) {
  try {
    return (await line.ask(`suggest?field=${field}&text=${encodeURIComponent(text)}`, { patience: 3_000 })).texts;
  } catch {
    return [];
  }
}
