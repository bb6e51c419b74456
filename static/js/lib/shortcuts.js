// Keys: every element with data-shortcut="g d" is pressed by them; ? shows the list, T switches the theme.
// Single letters are off while one types, and can be turned off in the list; lib/letters.js keeps that.
import { followLetters, lettersAreOn } from "./letters.js";
import { toggleTheme } from "./theme.js";

const SECOND_KEY_MILLISECONDS = 1500;
const WRITING = "input, textarea, select, [contenteditable], [role=textbox]";

export function answerShortcuts() {
  const list = document.getElementById("shortcuts");
  const state = { first: "", at: 0 };
  if (!list) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING) || list.open) return;
    if (event.key === "?") list.showModal();
    else if (lettersAreOn()) press(event.key.toLowerCase(), state, event);
  });
  for (const button of document.querySelectorAll("[data-opens=shortcuts]")) {
    button.addEventListener("click", () => list.showModal());
  }
  followLetters(list);
}

function press(key, state, event) {
  if (!/^[a-z]$/.test(key)) return;
  const isSecond = state.first && event.timeStamp - state.at < SECOND_KEY_MILLISECONDS;
  const target = (isSecond && named(`${state.first} ${key}`)) || named(key);
  Object.assign(state, { first: target || key === "t" ? "" : key, at: event.timeStamp });
  if (target) target.click();
  else if (key === "t") toggleTheme();
}

function named(keys) {
  return document.querySelector(`[data-shortcut="${keys}"]`);
}
