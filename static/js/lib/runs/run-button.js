// A button that runs, and stops where it stands; it stays in the page, so that the focus stays on it.

export class RunButton {
  constructor(button) {
    this.button = button;
    this.icon = button.querySelector("use");
    this.words = button.querySelector("span");
    this.key = button.querySelector("kbd");
    this.isPrimary = button.classList.contains("primary");
    this.rest = { icon: this.icon.getAttribute("href"), words: this.words.textContent, key: this.key?.textContent };
  }

  get mode() {
    return this.button.dataset.run;
  }

  get isStop() {
    return this.button.dataset.state === "stop";
  }

  get isDisabled() {
    return this.button.getAttribute("aria-disabled") === "true";
  }

  // What waits is cancelled, what runs is stopped.
  toStop(words = "Stop") {
    this.button.dataset.state = "stop";
    this.button.classList.remove("primary");
    this.write({ icon: this.rest.icon.replace(/#.*/, "#i-stop"), words, key: "Esc" });
    this.enable();
  }

  toRun() {
    delete this.button.dataset.state;
    this.button.classList.toggle("primary", this.isPrimary);
    this.write(this.rest);
    this.enable();
  }

  // What cannot be pressed says why, and can still be reached.
  disable(words = this.rest.words) {
    this.write({ ...this.rest, words });
    this.button.setAttribute("aria-disabled", "true");
  }

  enable() {
    this.button.removeAttribute("aria-disabled");
  }

  write({ icon, words, key }) {
    this.icon.setAttribute("href", icon);
    this.words.textContent = words;
    if (this.key) this.key.textContent = key;
  }
}
