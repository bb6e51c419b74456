// <own-prediction data-demo="…">: one tap before the run, which one finishes first; told against the measurement afterwards.
// It never leaves this browser.
const NONE = "none";

class OwnPrediction extends HTMLElement {
  connectedCallback() {
    this.key = `prediction:${this.dataset.demo}`;
    this.addEventListener("change", (event) => this.predict(event.target.value));
    this.restore();
    this.compare = () => this.tell(document.querySelector("#results [data-fastest]"));
    document.addEventListener("htmx:afterSettle", this.compare);
    this.compare();
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:afterSettle", this.compare);
  }

  predict(choice) {
    this.say("");
    try {
      localStorage.setItem(this.key, choice);
    } catch {
      // Storage is closed to us: the prediction holds for this page.
    }
  }

  restore() {
    try {
      const choice = localStorage.getItem(this.key);
      for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === choice;
    } catch {
      // Storage is closed to us.
    }
  }

  // A prediction is of all versions: one that did not finish, or was not run, leaves it open.
  tell(bars) {
    const chosen = this.querySelector("input:checked");
    const isKnown = chosen && bars?.dataset.measured === "yes";
    this.say(isKnown ? `You predicted: ${labelOf(chosen)}. ${this.answer(chosen.value, bars)}` : "");
  }

  answer(choice, bars) {
    const fastest = bars.dataset.fastest || NONE;
    const verdict = choice === fastest ? "Right" : "Not quite";
    if (fastest === NONE) return `${verdict}: the fastest two are too close for one run each to part them.`;
    const first = labelOf(this.querySelector(`input[value="${fastest}"]`));
    return `${verdict}: ${first} finished first, in ${bars.querySelector(".bar.best b").textContent}.`;
  }

  say(sentence) {
    this.querySelector('[data-part="told"]').textContent = sentence;
  }
}

function labelOf(radio) {
  return radio.closest("label").textContent.trim();
}

customElements.define("own-prediction", OwnPrediction);
