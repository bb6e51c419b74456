// <exercise-form>: the form that has a program checked. What came of it is said to those who listen, once for each attempt,
// and lines that threads share are marked.
import { ProgramForm } from "../lib/program-form.js";

class ExerciseForm extends ProgramForm {
  start() {
    this.announced = document.getElementById("result")?.dataset.settled ?? "";
    super.start();
  }

  get button() {
    return this.querySelector("#check");
  }

  fill(formData) {
    this.send(formData, this.editor.keys);
  }

  takeAnswer() {
    const result = document.getElementById("result");
    const { settled, verdict, lines } = result?.dataset ?? {};
    if (!settled || settled === this.announced) return;
    this.announced = settled;
    this.markShared(this.editor.shownKey, lines);
    const told = [...result.querySelectorAll("[data-axis]")].map(
      (strip) => `${strip.querySelector("h3").textContent}: ${strip.querySelector(".strip-value").textContent}`,
    );
    this.announce(`${verdict}. ${told.join(". ")}.`);
  }
}

customElements.define("exercise-form", ExerciseForm);
