"""A real browser against the real site: uvicorn with the whole ASGI application, Debian's Chromium, axe.

`live_site` is the site's address, `page` a fresh tab that fails its test on any complaint of the console,
`axe(page)` the findings of an accessibility audit.
"""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from website.asgi import application

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ABOUT_COLOUR = ("color-contrast", "link-in-text-block")
WIDTHS = (320, 390, 1440)
SCHEMES = {"light": EVERYTHING, "dark": ABOUT_COLOUR}  # nothing else differs by night
PATIENCE_MILLISECONDS = 10_000


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's event loop stays on this thread, where asynchronous tests want theirs."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once a session. While Playwright's loop is here, Django is told that the ORM may be used beside it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this host: install the package chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


class Server:
    """uvicorn on a free port in a thread of its own, with the site as it is served elsewhere."""

    def __init__(self) -> None:
        # WhiteNoise is part of the application: static files come the way they come to people.
        self.server = uvicorn.Server(
            uvicorn.Config(application, port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        )
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()), daemon=True)

    def start(self) -> str:
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "uvicorn did not start"
            self.thread.join(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture
def live_site(transactional_db: None) -> Iterator[str]:
    """The address of the running site; what it writes is seen by the test, and what the test writes by it."""
    server = Server()
    yield server.start()
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past: no cookies, nothing stored."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, live_site: str) -> Iterator[Page]:
    """A tab that remembers every complaint; a test that means to provoke some empties `page.complaints`."""
    page = watched_page(context)
    yield page
    assert not page.complaints


def watched_page(context: BrowserContext) -> Page:
    """A new tab of `context` with a list `complaints`: errors, warnings and refusals of the security policy."""
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: note(page, message.type, message.text))
    page.on("pageerror", lambda error: page.complaints.append(f"error: {error}"))
    return page


def note(page: Page, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        page.complaints.append(f"{kind}: {text}")


HOLD_BARS = """position => {
    for (const bar of document.querySelectorAll(".site-header, .site-nav")) bar.style.position = position;
}"""


def settle(page: Page) -> None:
    """Waits until what was changed is drawn: a colour read earlier may still be the one before, or one in between."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => null)")


def axe(page: Page, rules: Sequence[str] = EVERYTHING, *, is_moving: bool = False) -> list[str]:
    """What axe-core finds on the page as it stands: a line a finding, with the elements; [] when all is well.

    A page on which output arrives moves while it is looked at, and axe may take the background of one layout for the
    text of another. A real fault is still there at a second look: where `is_moving`, what is found then counts.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text())  # by the debugger's door: the page's own policy would refuse it, rightly
    found = findings(page, rules)
    if found and is_moving:
        settle(page)
        return findings(page, rules)
    return found


def findings(page: Page, rules: Sequence[str]) -> list[str]:
    """Bars that stay while a page scrolls let go of it meanwhile: what lies half under one is not small for that."""
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    page.evaluate(HOLD_BARS, "relative")
    found = page.evaluate("options => axe.run(options)", options)
    page.evaluate(HOLD_BARS, "")
    return [
        f"{finding['id']}: {finding['help']}: {[node['target'] for node in finding['nodes']]}"
        for finding in found["violations"]
    ]


def faults_at_every_size(
    page: Page, look: Callable[[], object] = lambda: None, *, is_moving: bool = False
) -> list[str]:
    """Findings of axe and sideways scrolling at 320, 390 and 1440 pixels, light and dark; `look` runs at each."""
    faults = []
    for scheme, rules in SCHEMES.items():
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            look()
            settle(page)
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            faults += [f"{width} px {scheme}: scrolls sideways by {overflow} px"] if overflow > 0 else []
            faults += [f"{width} px {scheme}: {finding}" for finding in axe(page, rules, is_moving=is_moving)]
    return faults
