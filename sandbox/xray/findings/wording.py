"""Figures and names as sentences have them."""

from collections.abc import Sequence

TO_SIX = ("no", "one", "two", "three", "four", "five", "six")
MOST_CHARACTERS = 160
"""As long as a sentence's other half."""
WORDS = (*TO_SIX, "seven", "eight", "nine", "ten", "eleven", "twelve")


def counted(number: int) -> str:
    """“four”, “1,200”."""
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def how_many(number: int, noun: str) -> str:
    """“four threads”, “one process”, “1,200 tasks”."""
    plural = {"process": "processes"}.get(noun, f"{noun}s")
    return f"{counted(number)} {noun if number == 1 else plural}"


def begun(sentence: str) -> str:
    """The sentence with a capital letter first."""
    return sentence[:1].upper() + sentence[1:]


def duration(seconds: float) -> str:
    """Two significant figures: “12 s”, “1.8 s”, “0.8 s”, “45 ms”, “0.07 ms”."""
    if seconds >= 10:
        return f"{seconds:,.0f} s"
    if seconds >= 0.0995:
        return f"{seconds:.2g} s"
    return f"{seconds * 1000:.2g} ms"


def milliseconds(seconds: float) -> str:
    """“800 ms”: where a beginner shall compare it with what a person notices."""
    return f"{seconds * 1000:,.0f} ms"


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def size(number: int) -> str:
    """Bytes: “3.2 MB”, “410 kB”, “60 bytes”."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:,.1f} MB"
    if number >= 1000:
        return f"{number / 1000:,.0f} kB"
    return f"{number} bytes"


def printable(text: str) -> str:
    """What a program wrote, fit for a sentence: without orders to a terminal, and cut."""
    return "".join(each if each.isprintable() else "�" for each in text[:MOST_CHARACTERS])


def quoted(names: Sequence[str], *, most: int = 3) -> str:
    """“a”, “b” and “c”; beyond `most` names, how many more."""
    shown = [f"“{each}”" for each in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return listed(shown)


def listed(parts: Sequence[str]) -> str:
    """a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def at_lines(lines: Sequence[int]) -> str:
    """“ on line 9”, “ on lines 9, 12”; nothing where no line is known."""
    if not lines:
        return ""
    return f" on line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"
