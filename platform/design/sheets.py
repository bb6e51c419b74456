"""The general style sheets in the order in which they are linked; a page adds its own after them."""

from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
FOUNDATION = ("dist/fonts.css", "css/tokens.css", "css/base.css", "css/layout.css")

#: tokens.css states the order of the cascade layers, so among components the order does not matter.
SHEETS = (*FOUNDATION, *sorted(f"css/components/{path.name}" for path in (STATIC / "css/components").glob("*.css")))
