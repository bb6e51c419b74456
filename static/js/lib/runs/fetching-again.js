// What could not be fetched is asked for again, after 1, 2 and 4 seconds; then the reader is asked to. `place`: what htmx
// fills, on "fetch-again" too; the notice beside it is called after it.

const PAUSES_MILLISECONDS = [1000, 2000, 4000];

export class FetchingAgain {
  constructor(place) {
    this.place = place;
    this.notice = place.parentElement.querySelector(`[data-lost="${place.id}"]`);
    this.failures = 0;
    place.addEventListener("htmx:beforeSwap", (event) => {
      if (event.target === place && !isFetched(event.detail)) event.detail.shouldSwap = false; // what is there stays
    });
    place.addEventListener("htmx:afterRequest", (event) => {
      if (event.target === place) this.hear(isFetched(event.detail));
    });
    this.notice.querySelector("button").addEventListener("click", () => this.tryNow());
  }

  hear(hasCome) {
    clearTimeout(this.timer);
    if (hasCome) this.failures = 0;
    this.notice.hidden = hasCome || this.failures < PAUSES_MILLISECONDS.length;
    if (hasCome || !this.notice.hidden) return;
    this.timer = setTimeout(() => this.ask(), PAUSES_MILLISECONDS[this.failures]);
    this.failures += 1;
  }

  tryNow() {
    this.failures = 0;
    this.ask();
  }

  ask() {
    this.place.dispatchEvent(new CustomEvent("fetch-again"));
  }

  stop() {
    clearTimeout(this.timer);
  }
}

function isFetched({ xhr }) {
  return xhr.status >= 200 && xhr.status < 400;
}
