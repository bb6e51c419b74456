// Keeps the drafts of people who signed in on the server, too: a moment after the last change, or at once when they leave.
import { post } from "../posting.js";

const PAUSE_MILLISECONDS = 1200;

export class ServerDrafts {
  // `says` hears how it went: "kept", "failed" or the server's own refusal.
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
      this.says(response.ok ? "kept" : "failed");
    } catch {
      this.says("failed");
    }
  }
}
