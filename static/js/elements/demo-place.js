// <demo-place data-demo="…">: opens a demo where it stands in a text. The editor is fetched only then, and one demo is
// open at a time; what was typed into another is kept as a draft, as everywhere.

class DemoPlace extends HTMLElement {
  connectedCallback() {
    this.opener = this.querySelector("[data-opens]");
    this.addEventListener("click", (event) => {
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (isPlain && event.target.closest("[data-opens]") === this.opener) this.answer(event);
    });
    this.addEventListener("htmx:afterRequest", (event) => {
      const isRun = event.target.id === "run-form" && event.detail.successful;
      if (isRun) for (const mark of this.marks()) this.dispatchEvent(ran(mark.dataset.part));
    });
  }

  marks() {
    const place = this.closest(".example, #body");
    return place?.matches(".example") ? place.querySelectorAll(":scope > [data-part]") : [];
  }

  answer(event) {
    event.preventDefault();
    if (this.isOpen) this.close();
    else this.open();
  }

  async open() {
    this.opener.setAttribute("aria-busy", "true");
    try {
      const [response] = await Promise.all([fetch(this.opener.dataset.opens), elements()]);
      if (!response.ok) throw new Error(response.statusText);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const other of document.querySelectorAll("demo-place[data-open]")) other.close();
      this.show(page.body.childNodes);
    } catch {
      location.assign(this.opener.href); // its own page says what is wrong
    } finally {
      this.opener.removeAttribute("aria-busy");
    }
  }

  show(nodes) {
    const room = this.querySelector(".demo-open");
    const [editor] = [...nodes].flatMap((node) => [...(node.querySelectorAll?.("code-editor") ?? [])]);
    if (editor) editor.dataset.nonce = this.closest("[data-nonce]").dataset.nonce; // this page's own: the panel came with another
    room.replaceChildren(...nodes);
    room.hidden = false;
    this.querySelector(".demo-still").hidden = true;
    this.dataset.open = "";
    this.say("Close");
    window.htmx.process(room);
    room.querySelector("#run")?.focus({ preventScroll: true });
  }

  close() {
    const room = this.querySelector(".demo-open");
    room.replaceChildren();
    room.hidden = true;
    this.querySelector(".demo-still").hidden = false;
    delete this.dataset.open;
    this.say("Run it");
  }

  say(word) {
    for (const node of this.opener.childNodes) if (node.nodeType === Node.TEXT_NODE && node.data.trim()) node.data = word;
  }

  get isOpen() {
    return this.dataset.open !== undefined;
  }
}

function elements() {
  const names = ["run-form", "run-stream", "own-prediction", "x-ray", "x-ray-live"];
  return Promise.all(names.map((name) => import(`./${name}.js`)));
}

function ran(part) {
  return new CustomEvent("part-run", { bubbles: true, detail: { part } });
}

customElements.define("demo-place", DemoPlace);
