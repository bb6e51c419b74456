// <own-prediction data-demo="…">: one tap before the run, which one finishes first, in what time, by how much. It goes with
// the run by the form; this browser remembers it, so that it stands there again.

class OwnPrediction extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", ({ target }) => this.remember(target));
    this.restore();
  }

  keyOf(name) {
    return `prediction:${this.dataset.demo}:${name}`;
  }

  remember({ name, value }) {
    try {
      localStorage.setItem(this.keyOf(name), value);
    } catch {
      // Storage is closed to us: the prediction holds for this page.
    }
  }

  // What the server sent back as chosen stands.
  restore() {
    try {
      for (const fieldset of this.querySelectorAll("fieldset")) {
        if (fieldset.querySelector(":checked")) continue;
        for (const radio of fieldset.querySelectorAll("input")) radio.checked = radio.value === localStorage.getItem(this.keyOf(radio.name));
      }
    } catch {
      // Storage is closed to us.
    }
  }
}

customElements.define("own-prediction", OwnPrediction);
