// <own-prediction data-demo="…">: one tap before the run, which one finishes first; told against the measurement afterwards.
// It never leaves this browser.
const KEY = (demo) => `prediction:${demo}`;

class OwnPrediction extends HTMLElement {
  connectedCallback() {
    this.demo = this.dataset.demo;
    this.addEventListener("change", (event) => this.predict(event.target.value));
    this.restore(localStorage.getItem(KEY(this.demo)) ?? "");
    this.compare = () => this.tell(document.querySelector("#results [data-fastest]"));
    document.addEventListener("htmx:afterSettle", this.compare);
    this.compare();
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:afterSettle", this.compare);
  }

  predict(choice) {
    localStorage.setItem(KEY(this.demo), choice);
    this.querySelector("[data-part=told]").textContent = "";
  }

  restore(choice) {
    for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === choice;
  }

  tell(bars) {
    const chosen = this.querySelector("input:checked");
    if (!chosen || bars?.dataset.over !== "yes") return;
    const label = chosen.closest("label").textContent.trim();
    const isRight = chosen.value === (bars.dataset.fastest || "none");
    this.querySelector("[data-part=told]").textContent = `You predicted: ${label}. ${isRight ? "Right." : "Not quite."}`;
  }
}

customElements.define("own-prediction", OwnPrediction);
