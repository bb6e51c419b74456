// Below each Markdown field of a section stands what learners would see, drawn anew a moment after one stops typing.
(() => {
  const QUIET_MILLISECONDS = 500;
  const FIELDS = ["quick", "standard", "detailed", "body"];

  document.addEventListener("DOMContentLoaded", () => {
    const ways = document.querySelector("[data-render]");
    if (!ways) return;
    for (const name of FIELDS) {
      const field = document.getElementById(`id_${name}`);
      if (field) accompany(field, ways.dataset.render);
    }
  });

  function accompany(field, address) {
    const frame = document.createElement("iframe");
    frame.className = "live-preview";
    frame.title = `Preview of ${field.name}`;
    frame.setAttribute("sandbox", "");
    field.after(frame);
    let timer = 0;
    const draw = () => render(field, frame, address);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(draw, QUIET_MILLISECONDS);
    });
    draw();
  }

  async function render(field, frame, address) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ text: field.value });
    try {
      const response = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body });
      if (response.ok) frame.srcdoc = await response.text();
    } catch {
      // No connection: the last preview stays.
    }
  }
})();
