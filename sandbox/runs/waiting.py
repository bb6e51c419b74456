"""Words for whoever waits: how many are served before, and about how long that takes."""

from dataclasses import dataclass
from math import ceil, floor

STEP_SECONDS = 5
"""An estimate is told in steps: it is no better, and figures that change every second make people nervous."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a waiting run stands. `about_seconds`: until it begins; None where there is nothing to base that on."""

    ahead: int
    about_seconds: float | None = None


def waiting_words(place: Place | None) -> str:
    """What a page says, and goes on saying with static/js/lib/runs/waiting.js as time passes."""
    if place is None:
        return "It starts as soon as it is its turn."
    return f"{ahead_words(place.ahead)} {about_words(place.about_seconds)}".strip()


def ahead_words(ahead: int) -> str:
    words = {0: "Yours is next.", 1: "One run is ahead of yours.", 2: "Two runs are ahead of yours."}
    return words.get(ahead, f"{ahead} runs are ahead of yours.")


def about_words(seconds: float | None) -> str:
    """For example "About 20 seconds."; nothing where nobody knows, or where it begins at once."""
    if not seconds or seconds <= 0:
        return ""
    in_steps = ceil(seconds / STEP_SECONDS) * STEP_SECONDS
    if in_steps < 60:
        return f"About {in_steps} seconds."
    minutes = max(1, floor(seconds / 60 + 0.5))
    return "About 1 minute." if minutes == 1 else f"About {minutes} minutes."
