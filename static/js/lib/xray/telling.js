// A slice in words, as the server told it in the slice's title: one part a line. Text reaches the page as text.

const SOURCE = /^((?:about )?line \d+), (.*)$/;

export function showTelling(place, title) {
  const [what, when, ...rest] = title.split("\n");
  place.replaceChildren(made("b", what), made("span", when ?? "", "num muted"), ...rest.map(part));
}

function part(text) {
  const line = SOURCE.exec(text);
  if (!line) return made("span", text, "muted");
  const shown = made("span", `${line[1]}, `);
  shown.append(made("code", line[2]));
  return shown;
}

function made(name, text, css = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (css) element.className = css;
  return element;
}
