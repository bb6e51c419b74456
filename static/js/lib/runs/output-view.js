// Shows lines of output in a <pre>: never more than PAGE_LINES of them, the newest until the reader scrolls up.

export const PAGE_LINES = 2000;
const STEP_LINES = 1000;
const NEAR_END_PIXELS = 12;
const CHANNELS = ["stdout", "stderr", "note", "head"];

export class OutputView {
  // `changed` is called when what is shown has changed in a way that words around the output tell.
  constructor(pre, { changed }) {
    Object.assign(this, { pre, changed });
    this.reset([]);
    pre.addEventListener("scroll", () => this.noticeScrolling());
  }

  // Shows other lines from now on: after a filter was chosen, or a run has begun anew.
  reset(lines) {
    this.lines = lines;
    this.isFollowing = true;
    this.showFrom(lines.length - PAGE_LINES);
    this.scrollToEnd();
  }

  get hasEarlier() {
    return this.start > 0;
  }

  // Shows what was added to `lines` since the last time, and the lines that have grown.
  update(grown) {
    for (const line of grown) if (line.element?.isConnected) line.element.lastElementChild.textContent = line.text;
    const isFull = this.end - this.start >= PAGE_LINES;
    if (this.isFollowing) this.follow();
    else if (!isFull) this.append(Math.min(this.lines.length, this.start + PAGE_LINES));
    this.changed();
  }

  follow() {
    const start = Math.max(0, this.lines.length - PAGE_LINES);
    if (start >= this.end) this.showFrom(start);
    while (this.start < start) {
      this.pre.firstElementChild.remove();
      this.start += 1;
    }
    this.append(this.lines.length);
    this.scrollToEnd();
  }

  append(end) {
    this.pre.append(...this.lines.slice(this.end, end).map(elementOf));
    this.end = end;
  }

  showFrom(start) {
    this.start = Math.max(0, start);
    this.end = this.start;
    this.pre.replaceChildren();
    this.append(Math.min(this.lines.length, this.start + PAGE_LINES));
  }

  // Turns back by some lines and keeps the first line that was in view where it was.
  showEarlier() {
    const anchor = this.lines[this.start];
    this.isFollowing = false;
    this.showFrom(this.start - STEP_LINES);
    if (anchor) this.pre.scrollTop = anchor.element.offsetTop - this.pre.offsetTop;
    this.changed();
  }

  showLatest() {
    this.isFollowing = true;
    this.follow();
    this.changed();
  }

  scrollToEnd() {
    this.pre.scrollTop = this.pre.scrollHeight;
  }

  noticeScrolling() {
    const rest = this.pre.scrollHeight - this.pre.scrollTop - this.pre.clientHeight;
    const isAtEnd = rest < NEAR_END_PIXELS && this.end === this.lines.length;
    if (isAtEnd === this.isFollowing) return;
    this.isFollowing = isAtEnd;
    this.changed();
  }
}

function elementOf(line) {
  line.element = document.createElement("span");
  line.element.className = `line ${line.channel}`;
  line.element.dataset.run = line.run;
  if (line.channel === "head") line.element.textContent = line.text;
  else line.element.append(part("ts", line.stamp), ...cueOf(line), part("text", line.text));
  return line.element;
}

function cueOf(line) {
  return line.channel === "stderr" ? [part("vh", "error output: ")] : [];
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

// The lines that the server wrote into the page, as the lines that a stream would have brought.
export function linesIn(pre) {
  return [...pre.querySelectorAll(".line")].map((element) => ({
    element,
    run: element.dataset.run,
    channel: CHANNELS.find((channel) => element.classList.contains(channel)),
    stamp: element.querySelector(".ts")?.textContent ?? "",
    text: (element.querySelector(".text") ?? element).textContent,
  }));
}
