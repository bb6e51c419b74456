// The output of a submission: its lines, of all versions or of one, and the words and buttons around them.
import { linesIn, OutputView } from "./output-view.js";
import { stamp } from "./seconds.js";

export class OutputPanel {
  constructor(host, stories) {
    Object.assign(this, { host, stories });
    this.filter = "";
    this.fresh = [];
    this.grown = [];
    this.written = linesIn(this.part("lines")); // before the view empties it
    this.view = new OutputView(this.part("lines"), { changed: () => this.tell() });
    this.part("earlier").addEventListener("click", () => this.showEarlier());
    this.part("latest").addEventListener("click", () => this.showLatest());
    this.part("filter")?.addEventListener("click", (event) => this.choose(event.target.closest("button")));
  }

  part(name) {
    return this.host.querySelector(`[data-part="${name}"]`);
  }

  // Takes over the lines that the server wrote.
  adopt() {
    const lines = this.written.filter((line) => line.channel !== "head");
    for (const line of lines) this.stories.get(line.run)?.output.lines.push(line);
    this.rebuild();
  }

  take(story, touched) {
    for (const line of touched) {
      if (line.run) this.grown.push(line);
      else this.fresh.push(Object.assign(line, { run: story.key, stamp: stamp(line.at) }));
    }
  }

  // Shows everything that was taken since the last time.
  show() {
    if (!this.fresh.length && !this.grown.length) return;
    for (const line of this.fresh) if (!this.filter || line.run === this.filter) this.push(this.view.lines, line);
    this.view.update(this.grown);
    this.fresh = [];
    this.grown = [];
  }

  // A heading parts the versions, where lines of several are shown.
  push(lines, line) {
    if (!this.filter && this.stories.size > 1 && lines.at(-1)?.run !== line.run) {
      lines.push({ channel: "head", run: line.run, text: this.stories.get(line.run).label });
    }
    lines.push(line);
  }

  rebuild() {
    const lines = [];
    for (const story of this.stories.values()) {
      if (!this.filter || story.key === this.filter) for (const line of story.output.lines) this.push(lines, line);
    }
    this.fresh = [];
    this.grown = [];
    this.view.reset(lines);
    this.tell();
  }

  choose(button) {
    if (!button) return;
    this.show();
    this.filter = button.value;
    for (const each of this.part("filter").children) each.setAttribute("aria-pressed", String(each === button));
    this.rebuild();
  }

  // Where the server left earlier lines out, they come by the stream: the element listens to it once more.
  showEarlier() {
    if (this.view.hasEarlier) this.view.showEarlier();
    else this.host.recall();
    if (this.part("earlier").hidden) this.part("lines").focus();
  }

  showLatest() {
    this.view.showLatest();
    this.part("lines").focus();
  }

  get count() {
    const shown = [...this.stories.values()].filter((story) => !this.filter || story.key === this.filter);
    return shown.reduce((sum, story) => sum + story.output.lines.length, 0);
  }

  get countWords() {
    if (this.host.isOver && this.count === 0) return "Nothing was printed";
    return this.count === 1 ? "1 line" : `${this.count.toLocaleString("en")} lines`;
  }

  tell() {
    const { isFollowing, hasEarlier } = this.view;
    this.part("latest").hidden = isFollowing;
    this.part("earlier").hidden = !hasEarlier && !this.host.hasLeftOut;
    this.part("count").textContent = this.countWords;
    this.part("following").textContent = this.host.isOver ? "" : isFollowing ? "Following the newest line" : "Stopped following";
  }
}
