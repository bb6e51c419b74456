// Calls `done(part, how)` once the end of a part has been on the screen for two seconds, the page being in front.

const LONG_ENOUGH_MILLISECONDS = 2000;

export function watchEnds(root, done) {
  const waiting = new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target));
      if (isIntersecting && !document.hidden) waiting.set(target, setTimeout(() => finish(target), LONG_ENOUGH_MILLISECONDS));
    }
  });

  function finish(mark) {
    observer.unobserve(mark);
    done(mark.dataset.part, mark.dataset.how);
  }

  function begin() {
    for (const mark of root.querySelectorAll("[data-part][data-how]")) observer.observe(mark);
  }

  // A page behind another one shows nothing: what waits begins anew when it is in front again.
  function lookAgain() {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
    observer.disconnect();
    if (!document.hidden) begin();
  }

  document.addEventListener("visibilitychange", lookAgain);
  begin();
  return () => {
    document.removeEventListener("visibilitychange", lookAgain);
    observer.disconnect();
  };
}
