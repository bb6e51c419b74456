// <overview-depth>: the reader's choice of depth is kept in a cookie, so that the next page comes at that depth at once.
const ONE_YEAR_SECONDS = 31_536_000;

class OverviewDepth extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", ({ target }) => {
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `overview-depth=${target.value}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax${secure}`;
    });
  }
}

customElements.define("overview-depth", OverviewDepth);
