// Hands what a stream tells of a timeline to the picture that grows. With each end the picture comes anew from the
// server, empty; what the run that goes on had told by then is told to it once more.

const UNDER_WAY = new Set(["starting", "started", "execution", "timeline"]);

export class XRayGrowth {
  // `labels`: of the versions by their keys; a run alone needs none.
  constructor(host, labels) {
    this.host = host;
    this.labels = labels;
    this.run = null;
    this.told = [];
    host.addEventListener("htmx:afterSettle", (event) => this.tellAgain(event.target));
  }

  get picture() {
    return this.host.querySelector("x-ray-live");
  }

  take(message, isAnotherAttempt) {
    if ((UNDER_WAY.has(message.kind) && message.run !== this.run) || isAnotherAttempt) this.begin(message.run);
    if (message.kind === "end" && message.run === this.run) this.told = [];
    if (message.kind !== "timeline") return;
    this.told.push(message);
    this.show(message);
  }

  begin(run) {
    this.run = run;
    this.told = [];
    this.empty();
  }

  // Of a run that is over nothing grows any more.
  rest() {
    this.told = [];
    this.picture?.rest?.();
  }

  tellAgain(target) {
    if (!target.contains(this.picture)) return;
    this.empty();
    for (const message of this.told) this.show(message);
  }

  empty() {
    this.picture?.reset?.(this.labels.size > 1 ? this.labels.get(this.run) : "");
  }

  show(message) {
    this.picture?.take?.(message); // without its picture it is drawn when it has ended
  }
}
