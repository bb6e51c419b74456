// <lab-form>: the form that explores a program, the one that the editor shows. The lines that the answer names are marked
// in the editor when it comes.
import { ProgramForm } from "../lib/program-form.js";

class LabForm extends ProgramForm {
  start() {
    super.start();
    this.editor.show(this.dataset.shown);
    this.takeAnswer();
  }

  get button() {
    return this.querySelector("#explore");
  }

  fill(formData) {
    formData.set("program", this.editor.shownKey);
    this.send(formData, [this.editor.shownKey]);
  }

  // Each answer once: it is said to those who listen, and what one types afterwards takes the mark away.
  takeAnswer() {
    const verdict = document.getElementById("lab-verdict");
    if (verdict && verdict !== this.taken) {
      this.taken = verdict;
      this.mark(verdict.dataset);
      this.announce(wordsOf(verdict));
    }
    this.takeTrial(document.getElementById("lab-trial-verdict"));
  }

  // How the program went for real comes later, into the same answer.
  takeTrial(verdict) {
    if (!verdict || verdict === this.takenTrial) return;
    const isNews = this.takenTrial !== undefined || verdict.dataset.over === "no";
    this.takenTrial = verdict;
    if (isNews) this.announce(wordsOf(verdict));
  }

  mark({ program, line, unsynchronised }) {
    if (line) this.editor.markError(program, Number(line));
    this.markShared(program, unsynchronised);
  }
}

function wordsOf(verdict) {
  return verdict.innerText.replace(/\s+/g, " ").trim();
}

customElements.define("lab-form", LabForm);
