// The wish to run, kept while its reader makes an account: back on the page with one, the run starts.

const KEY = "wish-to-run";
const HOLDS_MILLISECONDS = 60 * 60 * 1000;

export const wish = {
  keep({ demo, mode, variants }) {
    write(JSON.stringify({ demo, mode, variants, at: Date.now() }));
  },

  forget() {
    write(null);
  },

  // The wish for this demo, which is then no longer kept; null when there is none, or when it is old.
  take(demo) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      if (kept?.demo !== demo) return null;
      this.forget();
      return Date.now() - kept.at < HOLDS_MILLISECONDS ? kept : null;
    } catch {
      return null;
    }
  },
};

function write(text) {
  try {
    if (text === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, text);
  } catch {
    // Storage is closed to us: one presses Run again.
  }
}
