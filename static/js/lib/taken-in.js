// Calls `begin` once htmx has taken an element in: after it swapped it in, or when the document is read. Until then
// nothing in it hears the events that it waits for, and what has an id may still bear the attributes of what stood
// there before. A run that is quicker than that would end unheard.
const ADDED = "htmx-added"; // htmx takes the class away as it takes the element in

export function whenTakenIn(element, begin) {
  if (element.classList.contains(ADDED)) element.addEventListener("htmx:load", begin, { once: true });
  else if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}
