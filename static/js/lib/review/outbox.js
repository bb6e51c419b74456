// What was done in a review, kept in this browser until the server has taken it: act by act, in order, each with an id
// by which the server knows it again. So without a network nothing is lost, and what is sent twice counts once.
// Each act has an entry of its own in the browser's storage: two tabs never write over each other.
import { csrfToken } from "../posting.js";

const MOST_AT_ONCE = 100;
const PAUSES_MILLISECONDS = [2000, 4000, 8000, 15000, 30000];
const SIGNED_OUT = 403;

export class Outbox extends EventTarget {
  constructor({ person, address }) {
    super();
    Object.assign(this, { address, prefix: `review-act:${person}:`, tries: 0, state: "saved" });
    this.storage = storage();
    this.whenOnline = () => this.send();
    window.addEventListener("online", this.whenOnline);
  }

  stop() {
    window.removeEventListener("online", this.whenOnline);
    clearTimeout(this.timer);
  }

  // The acts that no server has taken yet, the oldest first.
  waiting() {
    return this.keys().map((key) => JSON.parse(this.storage.getItem(key)));
  }

  add(act) {
    const last = this.keys().at(-1)?.slice(this.prefix.length).split(":")[0] ?? 0;
    const order = Math.max(Date.now(), Number(last) + 1); // in order also where the clock is set back
    const kept = { id: crypto.randomUUID(), at: Date.now(), ...act };
    this.storage.setItem(`${this.prefix}${String(order).padStart(15, "0")}:${kept.id}`, JSON.stringify(kept));
    this.send();
    return kept.id;
  }

  keys() {
    const all = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    return all.filter((key) => key.startsWith(this.prefix)).sort();
  }

  // One at a time in all tabs: an act that is on its way is not sent by another one.
  async send() {
    clearTimeout(this.timer);
    if (this.isSending) return;
    this.isSending = true;
    const all = () => this.sendAll();
    await (navigator.locks ? navigator.locks.request(`${this.prefix}sending`, all) : all());
    this.isSending = false;
    if (this.keys().length && this.state === "saved") this.send();
  }

  async sendAll() {
    while (this.keys().length) {
      this.tell("sending");
      const failed = await this.sendSome(this.keys().slice(0, MOST_AT_ONCE));
      if (failed) return this.waitAndTry(failed);
    }
    this.tries = 0;
    this.tell("saved");
  }

  async sendSome(keys) {
    const acts = keys.map((key) => JSON.parse(this.storage.getItem(key)));
    const body = JSON.stringify({ acts: acts.map(({ at, ...act }) => ({ ...act, ago: Math.max(0, Date.now() - at) })) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    try {
      const response = await fetch(this.address, { method: "POST", headers, body });
      if (!response.ok) return response.status === SIGNED_OUT ? "signed-out" : "waiting";
      const news = await response.json();
      for (const key of keys) this.storage.removeItem(key);
      this.dispatchEvent(new CustomEvent("taken", { detail: news }));
      return "";
    } catch {
      return "waiting";
    }
  }

  waitAndTry(state) {
    this.tell(state);
    const pause = PAUSES_MILLISECONDS[Math.min(this.tries, PAUSES_MILLISECONDS.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.send(), pause);
  }

  tell(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, count: this.keys().length } }));
  }
}

// Where the browser keeps nothing for us, the page does as long as it stands.
function storage() {
  try {
    localStorage.setItem("review-act", "");
    localStorage.removeItem("review-act");
    return localStorage;
  } catch {
    return new PageStorage();
  }
}

class PageStorage extends Map {
  get length() {
    return this.size;
  }

  key(index) {
    return [...this.keys()][index];
  }

  getItem(key) {
    return this.get(key) ?? null;
  }

  setItem(key, value) {
    this.set(key, value);
  }

  removeItem(key) {
    this.delete(key);
  }
}
