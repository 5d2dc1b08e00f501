/** What brings a round to its end: the key insight, photos of the tablecloth, handing in. */

import { button, el, grow, say, showAll } from "/static/dom.js";
import { t } from "/static/words.js";

const LONGEST_SIDE = 2_000;
const QUALITY = 0.85;

export class Closing {
  constructor(app, page) {
    Object.assign(this, { app, page });
    this.list = el("div", { class: "cards" });
    this.element = el("section", {}, el("h1", { class: "unseen" }, t("tab_close")), this.list);
    this.cards = new Map();
  }

  /** The round talked about now, then those before it that are not handed in. */
  show(state) {
    const now = this.page.present;
    const number = this.page.numberOf(now);
    const isOpen = ({ id, begun, number: n }) => id === now || (begun && n < number && this.stateOf(state, id) !== "handed_in");
    const rounds = state.rounds.filter(isOpen).sort((one, other) => other.number - one.number);
    showAll(this.list, rounds.map(({ id, number: n }) => ({ key: id, n })), ({ key, n }) => this.card(key, n));
    for (const { id } of rounds) this.cards.get(id)?.(state);
  }

  conversationOf(state, roundId) {
    return state.conversations.find(({ round_id }) => round_id === roundId) ?? { key_insight: "", state: "empty" };
  }

  waitingInsight(roundId) {
    return this.app.outbox.mine.findLast((item) => item.type === "insight" && item.round_id === roundId && !item.sentence);
  }

  /** The key insight as this phone last knew it. */
  saidOf(state, roundId) {
    return this.waitingInsight(roundId)?.text ?? this.conversationOf(state, roundId).key_insight;
  }

  /** Whether a round is handed in, with what this phone still has to tell. */
  stateOf(state, roundId) {
    const told = this.app.outbox.mine.filter((item) => item.round_id === roundId && ["hand_in", "take_back"].includes(item.type) && !item.sentence);
    const last = told.at(-1);
    if (last) return last.type === "hand_in" ? "handed_in" : "draft";
    const { state: known } = this.conversationOf(state, roundId);
    return known === "checked" ? "handed_in" : known;
  }

  card(roundId, n) {
    const { outbox } = this.app;
    const id = `insight-${n}`;
    const area = el("textarea", {
      id, name: "insight", rows: 3, dir: "auto", placeholder: t("insight_help"), maxLength: 20_000,
      oninput: () => {
        grow(area);
        const { insights } = this.page.typed;
        const base = insights[roundId]?.base ?? this.saidOf(this.page.state, roundId);
        insights[roundId] = { text: area.value, base };
        this.page.keepTyped();
      },
      onchange: () => this.sayInsight(roundId),
    });
    const sign = el("p", { class: "sign", role: "status" });
    const handed = el("p", { class: "sign", role: "status" });
    const trouble = el("p", { class: "problem", role: "alert" });
    const handIn = button("", async () => {
      this.page.settle();
      if (this.stateOf(this.page.state, roundId) === "handed_in") {
        await outbox.add("take_back", { round_id: roundId });
      } else if (this.page.typed.fresh?.round_id === roundId || this.page.typed.editing?.round_id === roundId) {
        say(trouble, t("form_not_empty"));
        return;
      } else {
        await this.sayInsight(roundId);
        await outbox.add("hand_in", { round_id: roundId });
      }
      say(trouble, "");
    }, "", { name: "hand_in" });
    const photos = el("div", { class: "photos" });
    const file = el("input", { type: "file", accept: "image/*", class: "unseen", id: `photo-${n}`, name: "photo", onchange: () => this.take(file, roundId, trouble) });
    const pick = el("label", { htmlFor: file.id, class: "pick" }, t("photo"));
    const card = el("article", { class: "card" }, el("h2", {}, t("round_n", { n })),
      el("label", { htmlFor: id, class: "strong" }, t("insight")), area, sign,
      photos, file, pick, trouble, el("div", { class: "buttons" }, handIn), handed);
    this.cards.set(roundId, (state) => {
      const { typed } = this.page;
      const waiting = this.waitingInsight(roundId);
      const shown = typed.insights[roundId]?.text ?? this.saidOf(state, roundId);
      if (document.activeElement !== area && area.value !== shown) {
        area.value = shown;
        grow(area);
      }
      const isKept = roundId in typed.insights || waiting;
      say(sign, shown ? t(isKept ? "sign_kept" : "sign_in") : "");
      sign.dataset.look = isKept ? "attention" : "good";
      const isIn = this.stateOf(state, roundId) === "handed_in";
      say(handIn, t(isIn ? "take_back" : "hand_in"));
      handIn.className = isIn ? "quiet" : "primary";
      const isWaiting = outbox.mine.some((item) => item.type === "hand_in" && item.round_id === roundId);
      say(handed, isIn ? t(isWaiting ? "handed_in_kept" : "handed_in") : "");
      handed.dataset.look = isWaiting ? "attention" : "good";
      this.showPhotos(photos, state, roundId);
    });
    return card;
  }

  async sayInsight(roundId) {
    const { typed, state } = this.page;
    if (!(roundId in typed.insights)) return;
    const { text, base } = typed.insights[roundId];
    if (text.trim() !== this.saidOf(state, roundId)) {
      await this.app.outbox.add("insight", { round_id: roundId, text: text.trim(), lang: state.table.lang, base });
    }
    delete typed.insights[roundId];
    await this.page.keepTyped();
    this.show(state);
  }

  // --- photos ---------------------------------------------------------------------------

  async take(file, roundId, trouble) {
    const [picture] = file.files;
    if (!picture) return;
    try {
      const bytes = await smaller(picture);
      await this.app.outbox.add("photo", { round_id: roundId, bytes });
      say(trouble, "");
    } catch {
      say(trouble, t("no_picture"));
    }
    file.value = "";
    this.show(this.page.state);
  }

  showPhotos(parent, state, roundId) {
    const waiting = this.app.outbox.mine.filter((item) => item.type === "photo" && item.round_id === roundId);
    const there = state.photos.filter((photo) => photo.round_id === roundId);
    const items = [
      ...there.map(({ id }) => ({ key: id, sign: "in" })),
      ...waiting.filter(({ id }) => !there.some((photo) => photo.id === id))
        .map(({ id, sentence }) => ({ key: id, sign: sentence ? "refused" : "kept", sentence })),
    ];
    showAll(parent, items, ({ key, sign, sentence }) => {
      const picture = el("img", { alt: t("photo_of_table") });
      this.load(picture, key, sign, waiting);
      return el("figure", {}, picture, el("figcaption", { class: "sign", "data-look": sign === "in" ? "good" : sign === "kept" ? "attention" : "problem" },
        sentence ?? t(`sign_${sign}`)),
        sign === "refused" ? button(t("throw_away"), () => this.app.outbox.drop(waiting.find(({ id }) => id === key)), "quiet") : "");
    });
  }

  async load(picture, id, sign, waiting) {
    try {
      const bytes = sign === "in" ? await this.app.line.ask(`photo/${id}?small=1`) : new Blob([waiting.find((item) => item.id === id).bytes]);
      picture.src = URL.createObjectURL(bytes);
      picture.onload = () => URL.revokeObjectURL(picture.src);
    } catch {
      // Its sign says that it is there; the picture is shown another time.
    }
  }
}

/** A picture made anew, small enough for the Wi-Fi of a room; camera and place data are gone. */
async function smaller(file) {
  const url = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = el("canvas", { width: Math.round(picture.naturalWidth * scale), height: Math.round(picture.naturalHeight * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return await blob.arrayBuffer();
  } finally {
    URL.revokeObjectURL(url);
  }
}
