// The connection to a submission's stream. It comes back whenever it is lost, at the place it had reached, and hands
// on every message once and in order, whatever the network repeats.
import { post } from "../posting.js";
import { isLater, START } from "./stream-ids.js";

const PAUSES_SECONDS = [1, 2, 4, 8, 15];
const STEADY_MILLISECONDS = 10_000;
const GONE = [403, 404];

// `hears` has message(message), cut(sentence), over(), connected(), lost(seconds), gone().
export class StreamConnection {
  constructor({ address, renewal, hears, after = START }) {
    Object.assign(this, { address, renewal, hears });
    this.last = after;
    this.failures = 0;
    this.openedAt = Infinity;
    this.isClosed = false;
  }

  open() {
    this.pause();
    if (this.isClosed) return;
    this.isWanted = true;
    if (!this.address) {
      this.renew();
      return;
    }
    this.source = new EventSource(`${this.address}?after=${encodeURIComponent(this.last)}`);
    this.source.addEventListener("open", () => this.note());
    this.source.addEventListener("run", (event) => this.take(event));
    this.source.addEventListener("cut", (event) => this.hears.cut(JSON.parse(event.data).sentence));
    this.source.addEventListener("over", () => this.finish());
    this.source.addEventListener("error", () => this.fail());
  }

  // Lets go of the connection, for a while: a hidden page needs none.
  pause() {
    this.isWanted = false;
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  close() {
    this.isClosed = true;
    this.pause();
  }

  note() {
    this.openedAt = performance.now();
    this.hears.connected();
  }

  take(event) {
    this.failures = 0;
    if (!isLater(event.lastEventId, this.last)) return;
    this.last = event.lastEventId;
    this.hears.message({ id: event.lastEventId, ...JSON.parse(event.data) });
  }

  finish() {
    this.close();
    this.hears.over();
  }

  // A browser that is refused gives up for good, and does not tell why: the address may have expired, so the next
  // attempt asks for a new one. One that lost its line would come back by itself, but not at our pace.
  fail() {
    if (this.source.readyState === EventSource.CLOSED) this.address = "";
    if (performance.now() - this.openedAt > STEADY_MILLISECONDS) this.failures = 0;
    this.pause();
    this.retryLater();
  }

  retryLater() {
    const seconds = PAUSES_SECONDS[Math.min(this.failures, PAUSES_SECONDS.length - 1)];
    this.failures += 1;
    if (this.failures === 1 && !this.address) this.open();
    else {
      this.hears.lost(seconds);
      this.timer = setTimeout(() => this.open(), seconds * 1000);
    }
  }

  async renew() {
    try {
      const response = await post(this.renewal);
      if (GONE.includes(response.status)) {
        this.close();
        this.hears.gone();
        return;
      }
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      this.address = (await response.json()).address;
    } catch {
      if (this.isWanted) this.retryLater();
      return;
    }
    if (this.isWanted) this.open();
  }
}
