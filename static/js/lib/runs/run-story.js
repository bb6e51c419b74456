// What is known of one run, from the messages of its stream: where it stands, how long it takes, what it printed.
import { OutputLines } from "./output-lines.js";
import { momentOf } from "./stream-ids.js";

const PLACE = /^\s*File "\/tmp\/main\.py", line (\d+)/gm;

export class RunStory {
  // `state` is "waiting", "starting", "running" or "ended".
  constructor({ key, label, state = "waiting" }) {
    Object.assign(this, { key, label, state });
    this.attempt = 0;
    this.begin();
  }

  begin() {
    this.output = new OutputLines();
    this.startingAt = null;
    this.startedAt = null;
    this.lastAt = 0;
    this.ahead = null;
    this.beginsAt = null;
    this.execution = null; // { number, of, is_recorded }, from the second time on that the program is run
    this.end = null;
    this.errors = "";
  }

  // Takes one message in and says what it changed: { touched: lines, isCleared }.
  // A message of an attempt that was given up comes too late and changes nothing.
  hear(message) {
    const isCleared = message.attempt > this.attempt && this.attempt > 0;
    if (message.attempt < this.attempt) return { touched: [], isCleared: false };
    if (isCleared) this.begin();
    this.attempt = message.attempt;
    return { touched: HEARD[message.kind]?.(this, message) ?? [], isCleared };
  }

  // Seconds since the program began, as far as it can be known at `now`, in milliseconds of the server's clock.
  elapsed(now) {
    if (this.end) return this.end.wall_seconds;
    if (this.startedAt === null) return 0;
    return Math.max(this.lastAt, (now - this.startedAt) / 1000);
  }

  // Seconds until it begins, about, at `now`; null where nobody knows.
  wait(now) {
    return this.beginsAt === null ? null : (this.beginsAt - now) / 1000;
  }

  // The line of the program at which its last error arose, as Python says it; null where it does not.
  get errorLine() {
    if (this.end?.outcome !== "error") return null;
    const found = [...this.errors.matchAll(PLACE)].at(-1);
    return found ? Number(found[1]) : null;
  }
}

const HEARD = {
  queued(story, message) {
    story.state = "waiting";
    story.ahead = message.ahead;
    story.beginsAt = message.about_seconds === undefined ? null : momentOf(message.id) + message.about_seconds * 1000;
  },
  // Between two times that it is run, it is under way.
  starting(story, message) {
    story.state = story.execution ? "running" : "starting";
    story.startingAt = momentOf(message.id);
  },
  started(story, message) {
    story.state = "running";
    story.startedAt = momentOf(message.id);
  },
  // The clock begins anew; what was printed stays.
  execution(story, message) {
    story.execution = message;
    story.startedAt = null;
    story.lastAt = 0;
  },
  stdout: heardText,
  stderr: heardText,
  again(story, message) {
    story.state = "waiting";
    return story.output.note(message.sentence);
  },
  cut(story, message) {
    return story.output.note(message.sentence);
  },
  end(story, message) {
    story.state = "ended";
    story.end = message;
  },
};

// Text says that a run is under way, too: the message of its start may have been trimmed from the stream.
function heardText(story, { id, kind, at, text }) {
  story.state = "running";
  story.startedAt ??= momentOf(id) - at * 1000;
  story.lastAt = at;
  if (kind === "stderr") story.errors += text;
  return story.output.add(kind, at, text);
}
