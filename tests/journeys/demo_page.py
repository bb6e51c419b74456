"""What people do on a demo's page, and what they see there."""

from playwright.sync_api import Locator, Page, expect

SUM_OF_SQUARES = "/demos/sum-of-squares/"
TEN_PAGES = "/demos/ten-pages/"


def open_demo(page: Page, site: str, demo: str = SUM_OF_SQUARES) -> None:
    """Opens the page and waits until its editor has taken over."""
    page.goto(site + demo)
    expect(editor(page)).to_be_visible()


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


def write(page: Page, program: str) -> None:
    """Puts `program` in the place of what the editor shows."""
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(program)


def code(page: Page) -> str:
    """What the editor holds, as far as it is drawn: short programs are, whole."""
    return "\n".join(page.locator(".cm-line").all_inner_texts()).replace("\n\n", "\n")


def choose(page: Page, parameter: str, value: int) -> None:
    page.get_by_label(parameter, exact=True).fill(str(value))


def lines(page: Page) -> list[str]:
    """The lines of output that stand on the page, without the headings between versions."""
    return printed(page).all_text_contents()


def printed(page: Page) -> Locator:
    return page.locator(".out .line:not(.head) .text")


def chips(page: Page) -> Locator:
    """Where each version stands, in the order of the list; the server's own words follow those of the stream."""
    return page.locator(".var .chip")


def wait_until_over(page: Page) -> None:
    expect(page.locator('run-stream[data-over="yes"]')).to_be_attached()
