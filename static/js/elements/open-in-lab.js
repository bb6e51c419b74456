// <open-in-lab>: the form that opens the program which a demo's editor shows in the race lab, with the values of the
// parameters; as text only where it is the reader's own.

class OpenInLab extends HTMLElement {
  connectedCallback() {
    this.leave = new AbortController();
    this.querySelector("form").addEventListener("formdata", ({ formData }) => this.fill(formData), { signal: this.leave.signal });
  }

  disconnectedCallback() {
    this.leave?.abort();
  }

  fill(formData) {
    const panel = this.closest("run-form");
    const editor = panel.querySelector("code-editor");
    const parameters = panel.querySelector("run-parameters");
    parameters?.settleAll();
    formData.set("variant", editor.shownKey);
    for (const [name, value] of Object.entries(parameters?.values ?? {})) formData.set(`parameter-${name}`, value);
    for (const [key, text] of editor.ownSources([editor.shownKey])) formData.set(`source-${key}`, text);
  }
}

customElements.define("open-in-lab", OpenInLab);
