// Keeps the drafts of people who signed in on the server, too: a moment after the last change, or at once when they leave.
import { post } from "../posting.js";

const PAUSE_MILLISECONDS = 1200;

export class ServerDrafts {
  // `says` hears how it went: "kept", "failed", or "refused" with the server's sentence, "" where it gave none.
  constructor(address, { says }) {
    Object.assign(this, { address, says });
    this.waiting = new Map();
    document.addEventListener("visibilitychange", () => document.hidden && this.flush({ keepalive: true }));
  }

  keep(variant, text) {
    if (!this.address) return;
    this.waiting.set(variant, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_MILLISECONDS);
  }

  async flush(options = {}) {
    clearTimeout(this.timer);
    const texts = [...this.waiting];
    this.waiting.clear();
    for (const [variant, source] of texts) await this.send(`${this.address}${variant}/`, { source }, options);
  }

  forget(variant) {
    if (!this.address) return;
    this.waiting.delete(variant);
    this.send(`${this.address}${variant}/forget/`, {});
  }

  async send(address, fields, options) {
    try {
      const response = await post(address, fields, options);
      if (response.ok) this.says("kept");
      else this.says("refused", await sentenceOf(response));
    } catch {
      this.says("failed");
    }
  }
}

// Pages that say what went wrong are for whoever reads pages; a sentence comes as plain text.
function sentenceOf(response) {
  const isSentence = response.headers.get("Content-Type")?.startsWith("text/plain");
  return isSentence ? response.text() : "";
}
