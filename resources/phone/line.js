/** The line to the laptop: requests, the long wait for news, and the laptop's time. */

import { spoken } from "/static/words.js";

const PATIENCE = 10_000;
/** The laptop answers a wait after 25 s at the latest. */
const LONG_PATIENCE = 35_000;
const LONGEST_PAUSE = 15_000;
/** A phone's clock that is off by more was set anew. */
const CLOCK_WAS_SET = 1_500;
/** What the laptop calls itself. In another network somebody else may answer at its address. */
const LAPTOP = "worldcafe";

/** By how much the laptop's clock is ahead of this phone's, in milliseconds; null until it is heard. */
let ahead = null;

/** Learns the laptop's time. The answer that travelled least is nearest to the truth. */
function hear(now) {
  const heard = now - Date.now();
  const isFresh = ahead === null || Math.abs(heard - ahead) > CLOCK_WAS_SET;
  ahead = isFresh ? heard : Math.max(heard, ahead);
}

/** The laptop did not answer. */
export class Unreachable extends Error {}

/** The laptop said no, with a sentence. */
export class Refused extends Error {
  constructor(status, { code = "", sentence = "" } = {}, wait = 0) {
    super(sentence || code);
    Object.assign(this, { status, code, sentence, wait });
  }

  /** Whether the code is not known to the laptop, or no longer. */
  get isForeign() {
    return this.status === 401 || this.status === 403;
  }

  /** Whether it is worth asking again, unchanged. */
  get isPassing() {
    return this.status === 429 || this.status >= 500;
  }
}

export class Line extends EventTarget {
  /** `code` says what this page may do; empty before one is typed. */
  constructor(code, device) {
    super();
    Object.assign(this, { code, device, seq: 0, connected: null, lostAt: null });
    this.foreign = null;
    this.pause = 0;
  }

  /** The laptop's time, in milliseconds. */
  now() {
    return Date.now() + (ahead ?? 0);
  }

  /** Asks the laptop; its answer. Throws `Unreachable` or `Refused`. */
  async ask(path, { body, type, code = this.code, patience = PATIENCE, signal } = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    signal?.addEventListener("abort", () => stop.abort(), { once: true });
    const headers = this.device ? { "X-Cafe-Device": this.device } : {};
    if (spoken()) headers["Accept-Language"] = spoken();
    if (code) headers["X-Cafe-Code"] = code;
    if (body !== undefined) headers["Content-Type"] = type ?? "application/json";
    try {
      const response = await fetch(`/api/1/${path}`, {
        method: body === undefined ? "GET" : "POST",
        body: body === undefined || type ? body : JSON.stringify(body),
        headers, cache: "no-store", credentials: "omit", signal: stop.signal,
      });
      if (response.headers.get("Server") !== LAPTOP) throw new Error("a stranger answers");
      if (response.ok) {
        if (!response.headers.get("Content-Type")?.includes("json")) return await response.blob();
        const answer = await response.json();
        const now = answer.now ?? answer.hello?.now;
        if (now) hear(now);
        return answer;
      }
      const wait = Number(response.headers.get("Retry-After") ?? 0) * 1000;
      throw new Refused(response.status, await response.json().catch(() => ({})), wait);
    } catch (error) {
      throw error instanceof Refused ? error : new Unreachable(String(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Follows what happens until the page is left; each news is an event `state`. The `first` may be asked already, or known. */
  async follow(first) {
    for (;;) {
      this.waiting = new AbortController();
      const asked = first;
      first = undefined;
      try {
        const state = await (asked ?? this.ask(`state?since=${this.seq}`, {
          patience: this.seq ? LONG_PATIENCE : PATIENCE, signal: this.waiting.signal,
        }));
        this.seq = state.seq;
        this.foreign = null;
        this.reached();
        this.dispatchEvent(new CustomEvent("state", { detail: state }));
      } catch (error) {
        if (this.restarted) this.restarted = false;
        else await this.failed(error);
      }
    }
  }

  async failed(error) {
    if (error instanceof Refused) {
      this.foreign = error.isForeign ? error : null;
      this.reached();
      await this.rest(error.wait || (error.isForeign ? LONGEST_PAUSE : 2_000));
    } else {
      this.lost();
      this.pause = Math.min(LONGEST_PAUSE, this.pause * 2 || 1_000);
      await this.rest(this.pause);
    }
  }

  rest(duration) {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, duration);
    });
  }

  /** Asks at once and for everything: the language changed, or the phone woke up. */
  restart({ anew = false } = {}) {
    if (anew) this.seq = 0;
    this.pause = 0;
    if (this.waiting && this.connected) {
      this.restarted = true;
      this.waiting.abort();
    }
    this.wake?.();
  }

  reached() {
    this.pause = 0;
    this.lostAt = null;
    if (this.connected === true && !this.foreign) return;
    this.connected = true;
    this.dispatchEvent(new Event("changed"));
  }

  lost() {
    this.lostAt ??= Date.now();
    this.connected = false;
    this.dispatchEvent(new Event("changed"));
  }
}
