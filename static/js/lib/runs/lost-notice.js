// Says that the connection is lost and when it is tried again; the run goes on meanwhile.

const LATER_SHOWS_AFTER_MILLISECONDS = 60_000;

export class LostNotice {
  constructor(host, { tries }) {
    this.notice = host.querySelector('[data-part="lost"]');
    this.title = this.notice.querySelector("b");
    this.actions = this.notice.querySelector(".row");
    this.words = host.querySelector('[data-part="lost-words"]');
    this.later = host.querySelector('[data-part="later"]');
    this.since = null;
    host.querySelector('[data-part="try"]').addEventListener("click", tries);
  }

  show(seconds, lines) {
    this.since ??= performance.now();
    const from = lines ? `We will continue after line ${lines} of the output.` : "We will continue where it stopped.";
    this.words.textContent = `Trying again in ${seconds} s. ${from}`;
    this.later.hidden = performance.now() - this.since < LATER_SHOWS_AFTER_MILLISECONDS;
    this.notice.hidden = false;
  }

  showGone() {
    this.title.textContent = "This run cannot be seen from here any more.";
    this.words.textContent = "Sign in with the account that started it, then reload this page.";
    this.actions.hidden = true;
    this.notice.hidden = false;
  }

  hide() {
    this.since = null;
    this.notice.hidden = true;
  }
}
