// <remember-this>: one press, and what stands beside it joins the review. Without scripts its link asks once, on a page.
import { csrfToken } from "../lib/posting.js";

class RememberThis extends HTMLElement {
  connectedCallback() {
    this.querySelector("a").addEventListener("click", (event) => this.remember(event));
  }

  async remember(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const link = event.currentTarget;
    const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
    const body = new URLSearchParams(new URL(link.href).search);
    const response = await fetch(link.pathname, { method: "POST", headers, body }).catch(() => null);
    if (!response?.ok || response.redirected) return location.assign(link.href);
    const told = document.createElement("span");
    told.className = "chip ok";
    told.setAttribute("role", "status");
    told.textContent = "In your review";
    this.replaceChildren(told);
  }
}

customElements.define("remember-this", RememberThis);
