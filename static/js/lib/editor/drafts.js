// Texts that a reader changed, kept in this browser, for each owner apart: "" is whoever has not signed in.

const PREFIX = "draft";

export class LocalDrafts {
  constructor({ demo, owner }) {
    Object.assign(this, { demo, owner });
    if (owner) this.adoptThoseOfTheVisitor();
  }

  // { text, savedAt (milliseconds) } or null.
  read(variant, owner = this.owner) {
    try {
      return JSON.parse(localStorage.getItem(this.keyOf(variant, owner)));
    } catch {
      return null;
    }
  }

  // Whether it could be kept: storage may be full, or closed to us.
  keep(variant, text, savedAt = Date.now()) {
    try {
      localStorage.setItem(this.keyOf(variant), JSON.stringify({ text, savedAt }));
      return true;
    } catch {
      return false;
    }
  }

  forget(variant, owner = this.owner) {
    try {
      localStorage.removeItem(this.keyOf(variant, owner));
    } catch {
      // Storage is closed to us: nothing was kept.
    }
  }

  // What one wrote before one signed up is one's own.
  adoptThoseOfTheVisitor() {
    for (const key of keysOf(`${PREFIX}//${this.demo}/`)) {
      const variant = key.split("/").at(-1);
      const theirs = this.read(variant, "");
      if (theirs && theirs.savedAt > (this.read(variant)?.savedAt ?? 0)) this.keep(variant, theirs.text, theirs.savedAt);
      this.forget(variant, "");
    }
  }

  keyOf(variant, owner = this.owner) {
    return `${PREFIX}/${owner}/${this.demo}/${variant}`;
  }
}

function keysOf(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

// Which text to show, of the author's, this browser's and the account's; the newest of the reader's own wins.
// Returns { text, from: "author" | "browser" | "account", wins: "", "browser" or "account" when it had to beat another,
// beaten: the other one's text then }.
export function chosen(authored, { browser, account }) {
  if (!browser && !account) return { text: authored, from: "author", wins: "" };
  const from = !account || (browser && browser.savedAt >= account.savedAt) ? "browser" : "account";
  const isContest = browser && account && browser.text !== account.text;
  const texts = { browser: browser?.text, account: account?.text };
  const other = from === "browser" ? "account" : "browser";
  return { text: texts[from], from, wins: isContest ? from : "", beaten: isContest ? texts[other] : undefined };
}
