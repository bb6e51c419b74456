// The notices below the header: they can be closed, and one says when the site cannot be reached.

export function closeNotices() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-closes=notice]")?.closest(".notice").remove();
  });
}

export function noticeLostConnections() {
  const place = document.getElementById("notices");
  const unreachable = document.getElementById("unreachable");
  if (!place || !unreachable) return;
  document.body.addEventListener("htmx:sendError", () => {
    place.replaceChildren(unreachable.content.cloneNode(true));
  });
  document.body.addEventListener("htmx:beforeRequest", () => place.querySelector("[data-unreachable]")?.remove());
}
