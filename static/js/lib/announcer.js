// Says things to those who listen, politely: at most one sentence every few seconds, the newest news only.
// What must be heard (`says.always`) is never left out; it waits for its turn.

const PAUSE_MILLISECONDS = 3000;

export class Announcer {
  constructor(region, { pause = PAUSE_MILLISECONDS } = {}) {
    Object.assign(this, { region, pause });
    this.news = "";
    this.must = [];
    this.saidAt = -Infinity;
  }

  say(sentence) {
    this.news = sentence;
    this.plan();
  }

  sayAlways(sentence) {
    this.must.push(sentence);
    this.news = "";
    this.plan();
  }

  plan() {
    if (this.timer) return;
    const wait = Math.max(0, this.saidAt + this.pause - performance.now());
    this.timer = setTimeout(() => this.speak(), wait);
  }

  speak() {
    this.timer = null;
    this.region.textContent = [...this.must, this.news].filter(Boolean).join(" ");
    Object.assign(this, { must: [], news: "", saidAt: performance.now() });
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
  }
}
