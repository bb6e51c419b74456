"""What the runs of a submission printed, for its page: the newest lines, as many as a page holds well."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from sandbox.runs.lines import Line, lines_of
from sandbox.runs.models import Run

register = template.Library()

PAGE_LINES = 2000
"""As many as static/js/lib/runs/output-view.js shows at once."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The newest lines of a run; `left_out` counts the earlier ones."""

    run: Run
    lines: list[Line]
    left_out: int


@register.simple_tag
def printed(runs: Iterable[Any]) -> list[Printed]:
    """What each run printed, in their order, at most PAGE_LINES lines of them together; `runs` have a `.run`."""
    room = PAGE_LINES
    newest_first = []
    for run in reversed([each.run for each in runs]):
        lines = lines_of(run.said())
        kept = lines[-room:] if room else []
        newest_first.append(Printed(run=run, lines=kept, left_out=len(lines) - len(kept)))
        room -= len(kept)
    return newest_first[::-1]
