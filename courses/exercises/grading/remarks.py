"""Which common mistake a program makes that fails on an axis: its author's, or the one of all, a sleep."""

from collections.abc import Sequence
from dataclasses import replace

from courses.content.graded.slips import Slip, bare
from courses.exercises.grading.strips import State, Strip

SLEEP = "sleep() does not order threads"
WHY_SLEEP = (
    "<p>A sleep makes one order likely and rules none out: on a busy machine the other thread may still come first. "
    "Here every order is tried, so it repairs nothing. Use what makes a thread wait for another: a lock, an event, "
    "a condition, a queue, a join.</p>"
)


def with_remark(strip: Strip, source: str, *, starter: str, slips: Sequence[Slip], told: Sequence[str]) -> Strip:
    """A strip that failed, with what is known of the mistake. `told`: the HTML of each slip's sentence."""
    if strip.state is not State.FAILED:
        return strip
    if strip.axis == "orders" and sleeps_in(source) > sleeps_in(starter):
        return replace(strip, remark=SLEEP, remark_html=WHY_SLEEP)
    for slip, html in zip(slips, told, strict=False):
        if slip.axis == strip.axis and is_made(slip, strip, source):
            return replace(strip, remark=slip.title, remark_html=html)
    return strip


def is_made(slip: Slip, strip: Strip, source: str) -> bool:
    """One that is known by what is missing alone is none of a program that is empty, or does not run."""
    return slip.is_in(source) and (bool(slip.has) or (strip.has_run and bool(bare(source))))


def sleeps_in(source: str) -> int:
    return bare(source).count("sleep(")
