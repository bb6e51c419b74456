"""What the style guide shows, read from the files that make the look: sheets, examples, tokens, icons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from design.sheets import STATIC

EXAMPLES = settings.ROOT / "templates" / "design" / "examples"
#: Seen on the guide's own page, around it, or on the pages that are made of them.
FRAME = frozenset({"brand", "entrance", "fault", "menu", "settings", "site-footer", "site-header", "site-nav"})


@dataclass(frozen=True)
class Component:
    """One thing of the design. `sentence` is the first line of its sheet, `template` the one of its example."""

    name: str
    sentence: str
    template: str
    markup: str


def components() -> Sequence[Component]:
    """Every component with a style sheet of its own, but for the frame of the page, in the order of their names."""
    sheets = sorted((STATIC / "css" / "components").glob("*.css"))
    return [component(sheet.stem, sheet.read_text()) for sheet in sheets if sheet.stem not in FRAME]


def component(name: str, css: str) -> Component:
    sentence = css.partition("\n")[0].removeprefix("/*").removesuffix("*/").strip()
    return Component(name, sentence, f"design/examples/{name}.html", (EXAMPLES / f"{name}.html").read_text())


def colours() -> Sequence[str]:
    """The names of all colours, in the order of tokens.css."""
    return re.findall(r"^ *--([\w-]+): light-dark\(#", (STATIC / "css" / "tokens.css").read_text(), re.MULTILINE)


def icons() -> Sequence[str]:
    """The names of all icons, as {% icon %} takes them."""
    return re.findall(r'<symbol id="i-([\w-]+)"', (STATIC / "icons.svg").read_text())
