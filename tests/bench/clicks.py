"""From the click on Run to the first byte on the page: the whole site as `make up` starts it, in a real browser."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sandbox.bench.figures import percentile, table
from tests.browser import CHROMIUM
from tests.sites import running_site

CLICKS = 15
BETWEEN_CLICKS_MILLISECONDS = 400
"""A click that follows another within 300 ms is taken for a double one."""
DEMO = "/demos/sum-of-squares/"
#: Notes, by the page's own clock, the click and the first line of output of the submission that it led to.
WATCH = """() => {
    const stream = () => document.querySelector("run-stream");
    addEventListener("click", () => {
        Object.assign(window, { clicked: performance.now(), first: null, before: stream() });
    }, { capture: true });
    new MutationObserver(() => {
        if (!window.clicked || window.first || stream() === window.before) return;
        if (stream()?.querySelector("[role=log] .line .text")) window.first = performance.now();
    }).observe(document.body, { childList: true, subtree: true });
}"""
WAITED = "() => window.first && window.first - window.clicked"
HEADER = ["clicks", "median ms", "best ms", "p99 ms"]


def measure(folder: Path) -> str:
    with running_site(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(site.address + DEMO)
        page.get_by_label("Numbers to add", exact=True).fill("1000000")
        page.evaluate(WATCH)
        taken = [click_once(page) for _ in range(CLICKS + 1)][1:]  # the first one warms everything up
        browser.close()
    row = [str(CLICKS), *(f"{value:.0f}" for value in (percentile(taken, 50), min(taken), percentile(taken, 99)))]
    return table("The whole way: click on Run → first line on the page", HEADER, [row])


def click_once(page: Page) -> float:
    """Milliseconds from a click to the first line, with a program whose first line takes some ten milliseconds."""
    page.get_by_role("button", name="Run this one").click()
    taken: float = page.wait_for_function(WAITED, timeout=20_000).json_value()
    page.locator("run-stream[data-over=yes]").wait_for(timeout=20_000)
    page.wait_for_timeout(BETWEEN_CLICKS_MILLISECONDS)
    return taken
