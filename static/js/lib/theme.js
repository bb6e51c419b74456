// Light or dark: the button [data-switches="theme"] and the key T; the choice is kept in this browser.

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

export function switchTheme() {
  for (const button of document.querySelectorAll("[data-switches=theme]")) {
    button.addEventListener("click", toggleTheme);
  }
  system.addEventListener("change", label);
  label();
}

export function toggleTheme() {
  const next = shown() === "dark" ? "light" : "dark";
  root.dataset.theme = next;
  try {
    localStorage.setItem("theme", next);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
  label();
}

function shown() {
  return root.dataset.theme ?? (system.matches ? "dark" : "light");
}

function label() {
  const text = shown() === "dark" ? "Switch to the light theme" : "Switch to the dark theme";
  for (const button of document.querySelectorAll("[data-switches=theme]")) {
    button.setAttribute("aria-label", text);
    button.title = text;
  }
}
