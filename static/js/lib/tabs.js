// Tabs by the pattern of ARIA: one stop for Tab, arrows choose, Home and End go to the ends.

export class Tabs {
  constructor(list, { chosen }) {
    this.tabs = [...list.querySelectorAll('[role="tab"]')];
    this.chosen = chosen;
    list.addEventListener("click", (event) => this.choose(event.target.closest('[role="tab"]')));
    list.addEventListener("keydown", (event) => this.answer(event));
  }

  answer(event) {
    const at = this.tabs.indexOf(event.target.closest('[role="tab"]'));
    const last = this.tabs.length - 1;
    const to = { ArrowLeft: at ? at - 1 : last, ArrowRight: at < last ? at + 1 : 0, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(this.tabs[to]);
    this.tabs[to].focus();
  }

  choose(tab) {
    if (!tab) return;
    for (const each of this.tabs) {
      each.setAttribute("aria-selected", String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    this.chosen(tab);
  }
}
