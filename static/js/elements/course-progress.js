// <course-progress data-course data-owner data-address>: before its reader enrols, the sections of a course show what this
// browser remembers. Whoever is enrolled has an address: there the server is told of it, and then the page shows what counts.
import { remembered } from "../lib/reading/done-here.js";
import { tellAll } from "../lib/reading/telling.js";

class CourseProgress extends HTMLElement {
  connectedCallback() {
    if (this.dataset.address) this.bringAlong();
    else this.show();
  }

  async bringAlong() {
    if (await tellAll(this.dataset)) location.reload();
  }

  show() {
    for (const [section, parts] of Object.entries(remembered(this.dataset.course, this.dataset.owner))) {
      const row = this.querySelector(`a[data-section="${CSS.escape(section)}"]`);
      const done = Object.keys(parts).length;
      if (row && done) row.querySelector(".state").textContent = `${Math.min(done, row.dataset.of)} of ${row.dataset.of}`;
    }
  }
}

customElements.define("course-progress", CourseProgress);
