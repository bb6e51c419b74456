// <code-editor>: the programs of a demo as tabs over one editor. Holds [data-program] with a textarea each, which do
// without scripts. Keeps what the reader changed as drafts. Fires text-changed when the reader has changed a program,
// program-shown when another one is shown.
import { EditorView } from "../../dist/codemirror.js";
import { chosen, LocalDrafts } from "../lib/editor/drafts.js";
import { markLine } from "../lib/editor/error-line.js";
import { markShared } from "../lib/editor/shared-lines.js";
import { Program } from "../lib/editor/programs.js";
import { ServerDrafts } from "../lib/editor/server-drafts.js";
import { stateOf } from "../lib/editor/setup.js";
import { Tabs } from "../lib/tabs.js";

const WINS = {
  browser: "This browser had a newer text of yours than your account: that one is shown. Ctrl Z brings the other one back.",
  account: "Your account had a newer text of yours than this browser: that one is shown. Ctrl Z brings the other one back.",
};

class CodeEditor extends HTMLElement {
  connectedCallback() {
    if (this.view) return;
    this.values = {};
    this.local = new LocalDrafts({ demo: this.dataset.demo, owner: this.dataset.owner });
    this.server = new ServerDrafts(this.dataset.drafts, { says: (how, sentence) => this.sayServer(how, sentence) });
    this.programs = new Map([...this.querySelectorAll("[data-program]")].map((place) => this.programIn(place)));
    this.shown = this.programs.values().next().value;
    this.view = new EditorView({ state: this.shown.state, parent: this.part("place") });
    this.tabs = new Tabs(this.querySelector('[role="tablist"]'), { chosen: (tab) => this.choose(tab) });
    this.part("reset").addEventListener("click", () => this.reset());
    this.makePanel();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  programIn(place) {
    const { program: key, label, draftAt } = place.dataset;
    const shownText = place.querySelector("textarea[name]");
    const program = new Program({ key, label, authored: place.querySelector('[data-part="authored"]').defaultValue });
    const account = draftAt ? { text: shownText.defaultValue, savedAt: Date.parse(draftAt) } : null;
    const choice = chosen(program.authored, { browser: this.local.read(key), account });
    program.state = stateOf(choice.beaten ?? choice.text, {
      label,
      nonce: this.dataset.nonce,
      changed: () => this.noticeChange(),
    });
    // Of two texts none is lost: the one that was beaten is the step before, and stays in the account until one types.
    if (choice.wins) {
      program.state = program.state.update({ changes: { from: 0, to: program.text.length, insert: choice.text } }).state;
      this.say(WINS[choice.wins]);
    } else if (choice.from === "browser" && !account) this.server.keep(key, choice.text);
    shownText.disabled = true;
    place.hidden = true;
    return [key, program];
  }

  makePanel() {
    const place = this.part("place");
    place.setAttribute("role", "tabpanel");
    place.setAttribute("aria-labelledby", `tab-${this.shown.key}`);
    place.hidden = false;
  }

  // --- what the form asks -------------------------------------------------------------------------

  get shownKey() {
    return this.shown.key;
  }

  get keys() {
    return [...this.programs.keys()];
  }

  // The texts of these programs that are the reader's own, by key.
  ownSources(keys) {
    const own = keys.map((key) => this.programs.get(key)).filter((program) => program.isOwn(this.values));
    return new Map(own.map((program) => [program.key, program.text]));
  }

  // Writes the values of the parameters into every program that has them.
  setValues(values) {
    this.values = values;
    for (const program of this.programs.values()) this.change(program, { changes: program.changesTo(values) });
    this.tellState();
  }

  show(key) {
    this.tabs.choose(this.tabs.tabs.find((tab) => tab.value === key));
  }

  markError(key, line) {
    const program = this.programs.get(key);
    if (!program) return;
    this.change(program, { effects: markLine.of(line) });
    if (program === this.shown && line <= this.view.state.doc.lines) this.reveal(line);
  }

  // Within the editor alone: the page stays where the reader has it.
  reveal(line) {
    const { scrollDOM, state } = this.view;
    const { top, bottom } = this.view.lineBlockAt(state.doc.line(line).from);
    const isSeen = top >= scrollDOM.scrollTop && bottom <= scrollDOM.scrollTop + scrollDOM.clientHeight;
    if (!isSeen) scrollDOM.scrollTop = top - scrollDOM.clientHeight / 2;
  }

  // Lines at which threads use something without a lock between them.
  markShared(key, lines) {
    const program = this.programs.get(key);
    if (program) this.change(program, { effects: markShared.of(lines) });
  }

  clearErrors() {
    const effects = [markLine.of(null), markShared.of([])];
    for (const program of this.programs.values()) this.change(program, { effects });
  }

  // --- what the reader does -----------------------------------------------------------------------

  choose(tab) {
    this.remember();
    this.shown = this.programs.get(tab.value);
    this.view.setState(this.shown.state);
    this.part("place").setAttribute("aria-labelledby", tab.id);
    this.tellState();
    this.dispatchEvent(new CustomEvent("program-shown", { bubbles: true }));
  }

  reset() {
    if (this.part("reset").getAttribute("aria-disabled") === "true") return;
    const insert = this.shown.authoredWith(this.values);
    this.change(this.shown, { changes: { from: 0, to: this.view.state.doc.length, insert } });
    this.say("The author's code is back. Ctrl Z brings yours back.");
  }

  // A text that the reader changes may give other values to the parameters: whoever holds those hears it first.
  noticeChange() {
    this.remember();
    if (this.isWriting) return;
    this.say("");
    const detail = { values: this.shown.valuesOf(Object.keys(this.values)) };
    this.dispatchEvent(new CustomEvent("text-changed", { bubbles: true, detail }));
    this.keep(this.shown);
    this.tellState();
  }

  // --- how it is done -----------------------------------------------------------------------------

  change(program, spec) {
    const before = program.text;
    this.isWriting = true;
    if (program === this.shown && this.view) this.view.dispatch(spec);
    else program.state = program.state.update(spec).state;
    this.remember();
    this.isWriting = false;
    if (program.text !== before) this.keep(program);
  }

  remember() {
    if (this.view) this.shown.state = this.view.state;
  }

  keep(program) {
    if (!program.isOwn(this.values)) {
      if (this.local.read(program.key)) this.server.forget(program.key);
      this.local.forget(program.key);
    } else if (this.local.keep(program.key, program.text)) this.server.keep(program.key, program.text);
    else this.say("This browser cannot keep your changes: its storage is full, or closed to this site.");
  }

  tellState() {
    const isOwn = this.shown.isOwn(this.values);
    this.part("reset").setAttribute("aria-disabled", String(!isOwn));
    this.part("state").textContent = isOwn ? this.dataset.own : "";
    for (const tab of this.tabs.tabs) {
      tab.classList.toggle("is-changed", this.programs.get(tab.value).isOwn(this.values));
    }
  }

  sayServer(how, sentence) {
    if (how === "failed") this.say("Your account could not be reached; your changes are kept in this browser.");
    else if (how === "refused") this.say(`${sentence || "Your account did not take this text."} It is kept in this browser alone.`);
  }

  say(sentence) {
    this.part("says").textContent = sentence;
  }
}

customElements.define("code-editor", CodeEditor);
