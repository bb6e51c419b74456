"""Seconds in words, as exact as they can be read beside a drawing."""

MOMENT_DIGITS = range(4, 7)
"""Two turns of a thread can be told apart by four, and by six whatever is whole microseconds."""


def length(seconds: float) -> str:
    """How long something lasted: "1.08 s", "140 ms", "5.3 ms", "80 µs"."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds >= 0.001:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1_000_000:.0f} µs"


def between(start: float, end: float) -> str:
    """From when to when, as exact as it takes to tell one from the other: "1.0387 s to 1.0391 s".

    The start alone, where that takes more than microseconds, of which slices are made.
    """
    for digits in MOMENT_DIGITS:
        if (first := f"{start:.{digits}f} s") != (last := f"{end:.{digits}f} s"):
            return f"{first} to {last}"
    return first


def short_moment(seconds: float) -> str:
    """When something was, for one who reads a sentence: "4.12 s", "44 ms"."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def percent(part: float, whole: float) -> str:
    """A share, never rounded to nothing or to all: "under 1%", "25%"."""
    if whole <= 0 or part <= 0:
        return "0%"
    share = 100 * part / whole
    if share < 1:
        return "under 1%"
    return f"{min(share, 99):.0f}%" if part < whole else "100%"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 thread", "4 threads", "4 processes"."""
    plural = f"{noun}es" if noun.endswith("ss") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
