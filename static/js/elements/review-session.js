// <review-session>: a review by keyboard, also without a network. The cards stand on the page, one is shown. What is done
// goes into the outbox, which tells whether it is saved; the server schedules, and the page shows what it was given.
import { post } from "../lib/posting.js";
import { Deck } from "../lib/review/deck.js";
import { Outbox } from "../lib/review/outbox.js";

const OTHERS_KEYS = "input, textarea, select, a, button, summary, pre, [contenteditable], [role=textbox]";
const NOT_AGAIN = "This card comes again when the network is there.";

class ReviewSession extends HTMLElement {
  connectedCallback() {
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.outbox = new Outbox({ person: this.dataset.person, address: this.dataset.acts });
    this.outbox.addEventListener("state", (event) => this.showState(event.detail), { signal });
    this.outbox.addEventListener("taken", (event) => this.take(event.detail), { signal });
    this.deck = new Deck([...this.querySelectorAll(".flash")]);
    this.rest = Number(this.dataset.left ?? 0) - this.deck.left; // of today, and not on this page
    this.keepZone();
    this.replay();
    if (!this.deck.entries.length) return;
    this.addEventListener("submit", (event) => this.answerForm(event), { signal });
    document.addEventListener("keydown", (event) => this.answerKey(event), { signal });
    this.show(this.deck.entries[0], { isOpen: !this.back(this.deck.entries[0]).hidden, isFirst: true });
  }

  disconnectedCallback() {
    this.leave.abort();
    this.outbox.stop();
  }

  // What an earlier page could not send. Cards that it answered were put on this page before the server knew.
  async replay() {
    if (!this.outbox.waiting().length) return;
    await this.outbox.send();
    if (!this.outbox.waiting().length) location.reload();
  }

  answerForm(event) {
    const does = event.target.dataset.does;
    const value = event.submitter?.value;
    if (does === "undo" && !this.deck.past.length && !this.outbox.waiting().length) return; // the server's last grade
    event.preventDefault();
    if (does === "show" || does === "answer") this.open();
    else if (does === "grade") this.grade(Number(value));
    else if (does === "put-aside") this.putAside(value);
    else if (does === "undo") this.undo();
  }

  answerKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
    if (!this.shown || document.querySelector("dialog[open], details.menu[open]")) return;
    const isElsewhere = event.target.closest?.(OTHERS_KEYS);
    if (event.key === " " && !isElsewhere && !this.isOpen) {
      event.preventDefault();
      this.open();
    } else if (/^[1-4]$/.test(event.key) && this.isOpen && !event.target.closest?.("input, textarea, select")) {
      event.preventDefault();
      this.grade(Number(event.key));
    }
  }

  open() {
    this.isOpen = true;
    this.arrange();
    this.part("grade").querySelector(".usual").focus({ preventScroll: true });
    this.say("Answer shown. Grade it with the keys 1 to 4.");
  }

  grade(rating) {
    if (!this.isOpen) return;
    const { kind, key } = this.shown;
    const id = this.outbox.add({ name: "grade", kind, key, rating });
    this.deck.grade(this.shown, rating, id);
    this.count(rating, 1);
    this.goOn();
  }

  putAside(name) {
    const { kind, key } = this.shown;
    this.deck.putAside(this.shown, name, this.outbox.add({ name, kind, key }));
    this.goOn();
  }

  undo() {
    const last = this.deck.undo();
    if (!last) return this.say("What an earlier page did can be undone once it is saved.");
    const { kind, key } = last.entry;
    if (last.name === "grade") this.outbox.add({ name: "undo", kind, key, of: last.id });
    else this.outbox.add({ name: "resume", kind, key });
    if (last.name === "grade") this.count(last.rating, -1);
    this.show(last.entry, { news: "Undone. The card is shown again." });
  }

  goOn() {
    const next = this.deck.next();
    if (next) this.show(next);
    else this.finish();
  }

  show(entry, { isOpen = false, isFirst = false, news = "Next card." } = {}) {
    Object.assign(this, { shown: entry, isOpen });
    this.arrange();
    if (isFirst) return;
    this.part("show").querySelector("button").focus({ preventScroll: true });
    this.say(`${news} ${entry.element.querySelector(".flash-front")?.textContent.trim() ?? ""}`);
  }

  finish() {
    this.shown = null;
    this.arrange();
    this.told("more").hidden = this.rest + this.deck.left <= 0;
    this.told("over").focus({ preventScroll: true });
  }

  // The page as it stands: which card, its answer or not, what each grade would do, how many are left.
  arrange() {
    const entry = this.shown;
    for (const each of this.deck.entries) each.element.hidden = each !== entry;
    this.part("show").hidden = !entry || this.isOpen;
    this.part("grade").hidden = !entry || !this.isOpen;
    this.part("put-aside").hidden = !entry;
    this.told("open").hidden = !entry;
    this.part("undo").hidden = !this.deck.past.length && this.dataset.begun === "0";
    this.told("over").hidden = Boolean(entry);
    if (entry) this.fill(entry);
    const left = this.rest + this.deck.left;
    this.told("left").textContent = left;
    const progress = this.querySelector("progress");
    progress.value = progress.max - left;
  }

  fill(entry) {
    this.back(entry).hidden = !this.isOpen;
    for (const form of [this.part("grade"), this.part("put-aside")]) {
      form.elements.kind.value = entry.kind;
      form.elements.key.value = entry.key;
    }
    const waits = this.part("grade").querySelectorAll("[data-told=wait]");
    entry.steps.forEach(([words], index) => (waits[index].textContent = words));
    const { address, words } = entry.element.querySelector("[data-address]").dataset;
    this.told("open").href = address;
    this.told("open").querySelector("span").textContent = words;
  }

  // What the server made of some acts: another time for what comes again, and what it could not do.
  take({ refused, items }) {
    const waiting = this.outbox.waiting();
    for (const item of items) {
      const isAnsweredAgain = waiting.some((act) => act.kind === item.kind && act.key === item.key);
      if (!isAnsweredAgain) this.deck.refresh(item);
    }
    if (refused.length) this.say(refused.map(({ why }) => why).join(" "));
    if (!this.shown && this.deck.entries.length && this.deck.next()) this.goOn();
  }

  showState({ state, count }) {
    const told = this.told("state");
    const answers = `${count} answer${count === 1 ? "" : "s"}`;
    told.dataset.state = state;
    if (state === "saved") told.textContent = "Saved.";
    else if (state === "waiting") told.textContent = `${answers} kept in this browser, waiting for the network. Go on as you like.`;
    else if (state === "signed-out") told.textContent = `${answers} kept in this browser. Sign in again to have them saved.`;
    if (state === "waiting" && !this.shown && this.deck.left) this.say(NOT_AGAIN);
  }

  count(rating, by) {
    const place = this.querySelector(`[data-count="${rating}"]`);
    place.textContent = Number(place.textContent) + by;
  }

  // Where one's days begin is asked of the browser once; it can be changed in the settings.
  async keepZone() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (this.dataset.zone || !zone) return;
    const response = await post(this.dataset.zoneAddress, { time_zone: zone }).catch(() => null);
    if (response?.ok) this.told("zone").textContent = (await response.json()).time_zone;
  }

  say(news) {
    const place = this.told("news");
    if (place) place.textContent = news;
  }

  back(entry) {
    return entry.element.querySelector(".flash-back");
  }

  told(name) {
    return this.querySelector(`[data-told="${name}"]`);
  }

  part(does) {
    return this.querySelector(`form[data-does="${does}"]`);
  }
}

customElements.define("review-session", ReviewSession);
