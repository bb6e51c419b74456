// Hands what a stream tells of a timeline to the picture that grows. With each end the picture comes anew from the
// server, empty; what the run that goes on had told by then is told to it once more.
export class XRayGrowth {
  constructor(host) {
    this.host = host;
    this.run = null;
    this.told = [];
    host.addEventListener("htmx:afterSettle", (event) => this.tellAgain(event.target));
  }

  get picture() {
    return this.host.querySelector("x-ray-live");
  }

  take(message, isAnotherAttempt) {
    if (message.run !== this.run || isAnotherAttempt) this.begin(message.run);
    if (message.kind !== "timeline") return;
    this.told.push(message);
    this.show(message);
  }

  begin(run) {
    this.run = run;
    this.told = [];
  }

  // Of a run that is over nothing grows any more.
  rest() {
    this.begin(null);
  }

  tellAgain(target) {
    if (target.contains(this.picture)) for (const message of this.told) this.show(message);
  }

  show(message) {
    this.picture?.take?.(message); // without its picture it is drawn when it has ended
  }
}
