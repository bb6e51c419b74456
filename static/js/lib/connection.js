// Whether the site can be reached. A browser that calls itself offline may be wrong: the site may run on this very
// machine, which needs no network for it. So it is asked.

export async function isReachable() {
  if (navigator.onLine) return true;
  try {
    await fetch(document.querySelector('link[rel="icon"]').href, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
