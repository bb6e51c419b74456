"""Seconds in words, as exact as they can be read beside a drawing."""


def length(seconds: float) -> str:
    """How long something lasted: "1.08 s", "140 ms", "5.3 ms", "80 µs"."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds >= 0.001:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1_000_000:.0f} µs"


def moment(seconds: float) -> str:
    """When something was, so that two turns of a thread can be told apart: "1.0387 s"."""
    return f"{seconds:.4f} s"


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
    return f"{number} {noun if number == 1 else plural}"
