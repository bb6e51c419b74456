// <run-parameters>: what the reader may set. A slider and a number with the same data-pair show one value; what is
// typed is brought within the bounds when one leaves the field. Fires values-changed (detail: values) on every change.

class RunParameters extends HTMLElement {
  connectedCallback() {
    if (this.fields) return;
    this.fields = new Map([...this.querySelectorAll("[data-parameter]")].map((field) => [field.dataset.parameter, field]));
    this.addEventListener("input", (event) => this.follow(event.target));
    this.addEventListener("change", (event) => this.settle(event.target));
    this.restore();
  }

  // The values by name: numbers, and texts of choices.
  get values() {
    return Object.fromEntries([...this.fields].map(([name, field]) => [name, valueOf(field)]));
  }

  // Takes over those of these values that a reader could have set here.
  take(values) {
    const known = Object.entries(values).filter(([name, value]) => accepts(this.fields.get(name), value));
    const others = known.filter(([name, value]) => valueOf(this.fields.get(name)) !== value);
    for (const [name, value] of others) this.show(name, value);
    if (others.length) this.tell();
  }

  show(name, value) {
    this.fields.get(name).value = value;
    const slider = this.querySelector(`[type="range"][data-pair="${name}"]`);
    if (slider) slider.value = value;
  }

  follow(input) {
    const field = this.fields.get(input.dataset.pair ?? input.dataset.parameter);
    const value = input.type === "range" ? Number(input.value) : valueOf(input);
    if (!field || !accepts(field, value)) return;
    for (const each of this.querySelectorAll(`[data-pair="${input.dataset.pair}"]`)) if (each !== input) each.value = value;
    this.tell();
  }

  settle(input) {
    if (input.type !== "number") return;
    const typed = Math.round(Number(input.value));
    const value = input.value === "" || Number.isNaN(typed) ? Number(input.defaultValue) : typed;
    input.value = Math.min(Number(input.max), Math.max(Number(input.min), value));
    this.follow(input);
  }

  settleAll() {
    for (const field of this.fields.values()) this.settle(field);
  }

  tell() {
    this.keep();
    this.dispatchEvent(new CustomEvent("values-changed", { bubbles: true, detail: { values: this.values } }));
  }

  // --- kept in this browser, for each owner apart ---------------------------------------------------

  keyOf(owner) {
    return `parameters/${owner}/${this.dataset.demo}`;
  }

  keep() {
    try {
      localStorage.setItem(this.keyOf(this.dataset.owner), JSON.stringify(this.values));
    } catch {
      // Storage is closed to us: the values hold for this page.
    }
  }

  restore() {
    try {
      const kept = localStorage.getItem(this.keyOf(this.dataset.owner)) ?? localStorage.getItem(this.keyOf(""));
      for (const [name, value] of Object.entries(JSON.parse(kept) ?? {})) {
        if (accepts(this.fields.get(name), value)) this.show(name, value);
      }
    } catch {
      // Storage is closed to us, or holds what we did not write.
    }
  }
}

function valueOf(field) {
  if (field.type === "number") return field.value === "" ? NaN : Number(field.value);
  return /^[+-]?\d+$/.test(field.value) ? Number(field.value) : field.value;
}

function accepts(field, value) {
  if (!field) return false;
  if (field.type === "number") return Number.isInteger(value) && value >= Number(field.min) && value <= Number(field.max);
  return [...field.options].some((option) => option.value === String(value));
}

customElements.define("run-parameters", RunParameters);
