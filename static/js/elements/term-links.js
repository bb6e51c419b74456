// Links to terms show the short definition on hover, on focus, and on a first tap; Escape takes it away.
// Without this script they lead to the page's glossary, where the definition stands.

const note = document.createElement("div");
note.className = "term-note";
note.setAttribute("aria-hidden", "true"); // ears get it by aria-describedby
note.hidden = true;
document.body.append(note);
let shownFor = null;

for (const link of document.querySelectorAll("a.term")) {
  const definition = document.getElementById(`short-${link.dataset.term}`);
  if (!definition) continue;
  link.setAttribute("aria-describedby", definition.id);
  link.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(link, definition));
  link.addEventListener("focus", () => link.matches(":focus-visible") && show(link, definition));
  link.addEventListener("pointerleave", leave);
  link.addEventListener("blur", hide);
  link.addEventListener("click", (event) => {
    const isFirstTap = event.pointerType === "touch" && shownFor !== link;
    if (!isFirstTap) return hide();
    event.preventDefault();
    show(link, definition);
  });
}
note.addEventListener("pointerleave", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => {
  if (event.target !== shownFor && !note.contains(event.target)) hide();
});

function show(link, definition) {
  shownFor = link;
  note.textContent = definition.textContent;
  note.hidden = false;
  const at = link.getClientRects()[0];
  const left = Math.min(at.left, document.documentElement.clientWidth - note.offsetWidth - 16);
  const isRoomBelow = at.bottom + note.offsetHeight + 16 < innerHeight;
  note.style.left = `${Math.max(16, left) + scrollX}px`;
  note.style.top = `${(isRoomBelow ? at.bottom + 4 : at.top - note.offsetHeight - 4) + scrollY}px`;
}

// The pointer may move onto the note, to read it or to mark a word in it.
function leave(event) {
  if (event.relatedTarget !== note) setTimeout(() => note.matches(":hover") || hide(), 120);
}

function hide() {
  note.hidden = true;
  shownFor = null;
}
