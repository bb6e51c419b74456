// <course-progress data-course data-owner>: before its reader enrols, the sections of a course show what this browser remembers.
import { remembered } from "../lib/reading/done-here.js";

class CourseProgress extends HTMLElement {
  connectedCallback() {
    if (this.dataset.enrolled !== undefined) return;
    for (const [section, parts] of Object.entries(remembered(this.dataset.course, this.dataset.owner))) {
      const row = this.querySelector(`a[data-section="${CSS.escape(section)}"]`);
      const done = Object.keys(parts).length;
      if (row && done) row.querySelector(".state").textContent = `${Math.min(done, row.dataset.of)} of ${row.dataset.of}`;
    }
  }
}

customElements.define("course-progress", CourseProgress);
