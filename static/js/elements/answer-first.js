// <answer-first>: at a stop of a dialogue, a reader may hide what comes next until they have written their own answer.
// What they write stays on the page and goes nowhere.

class AnswerFirst extends HTMLElement {
  connectedCallback() {
    for (const turn of this.querySelectorAll("[data-stop]")) turn.lastElementChild.append(this.offer(turn));
  }

  offer(turn) {
    const offer = make("div", "think");
    const button = make("button", "btn sm", "Answer first");
    button.type = "button";
    offer.append(button, make("span", "xs muted", "Hides what follows until you have written yours."));
    button.addEventListener("click", () => this.ask(turn, offer));
    return offer;
  }

  ask(turn, offer) {
    const rest = [...turn.parentElement.children].slice([...turn.parentElement.children].indexOf(turn) + 1);
    for (const each of rest) each.hidden = true;
    const label = make("label", "small", "Your answer");
    const text = make("textarea", "input");
    const show = make("button", "btn sm", "Show how they went on");
    label.append(text);
    show.type = "button";
    offer.replaceChildren(label, show);
    text.focus();
    show.addEventListener("click", () => {
      for (const each of rest) each.hidden = false;
      show.remove();
      rest[0]?.setAttribute("tabindex", "-1");
      rest[0]?.focus({ preventScroll: true });
    });
  }
}

function make(tag, look, text = "") {
  const element = document.createElement(tag);
  element.className = look;
  element.textContent = text;
  return element;
}

customElements.define("answer-first", AnswerFirst);
