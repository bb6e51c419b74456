// Sections of an outline are dragged to where they belong, into another chapter, too; the buttons do the same.
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const outline = document.querySelector("[data-outline]");
    if (!outline) return;
    let dragged = null;

    outline.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-section]");
      dragged?.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
    });
    outline.addEventListener("dragover", (event) => {
      const list = event.target.closest("[data-chapter]")?.querySelector("[data-sections]");
      if (!dragged || !list) return;
      event.preventDefault();
      const below = [...list.children].find((each) => each !== dragged && event.clientY < middle(each));
      list.insertBefore(dragged, below ?? null);
    });
    outline.addEventListener("drop", (event) => {
      event.preventDefault();
      send(outline);
    });
    outline.addEventListener("dragend", () => dragged?.classList.remove("dragged"));
  });

  function middle(element) {
    const box = element.getBoundingClientRect();
    return box.top + box.height / 2;
  }

  function send(outline) {
    const order = [...outline.querySelectorAll("[data-chapter]")].map((chapter) => [
      Number(chapter.dataset.chapter),
      [...chapter.querySelectorAll("[data-section]")].map((section) => Number(section.dataset.section)),
    ]);
    const form = document.getElementById("outline-form");
    form.elements.order.value = JSON.stringify(order);
    form.submit();
  }
})();
