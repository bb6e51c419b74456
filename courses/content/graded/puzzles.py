"""The puzzle of an exercise: lines of its solution to put in order and to indent, between lines that stand.

The lines between "# begin" and "# end" are moved; one that ends in "# extra" is not needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from courses.content.graded.unreadable import Unreadable

BEGIN, END, EXTRA = "# begin", "# end", "# extra"
INDENT = 4
DEEPEST = 4
FEWEST, MOST = 3, 14


@dataclass(frozen=True, kw_only=True)
class Line:
    """`number`: by which it is known; `indent`: in steps of four blanks, where it belongs."""

    number: int
    text: str
    indent: int
    is_extra: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A line that somebody put in its place, with the indent that they gave it."""

    number: int
    indent: int


@dataclass(frozen=True, kw_only=True)
class Puzzle:
    """`before` and `after` stand; `base`: blanks before every line that is moved."""

    before: str
    after: str
    base: int
    lines: Sequence[Line]

    def shuffled(self) -> list[Line]:
        """In an order that says nothing, and is the same each time."""
        return sorted(self.lines, key=lambda line: sha256(f"{line.number} {line.text}".encode()).hexdigest())

    def line(self, number: int) -> Line | None:
        return next((each for each in self.lines if each.number == number), None)

    def solved(self) -> list[Placed]:
        return [Placed(number=each.number, indent=each.indent) for each in self.lines if not each.is_extra]

    def assembled(self, placed: Sequence[Placed]) -> str:
        """The program with these lines in their place."""
        texts = {each.number: each.text for each in self.lines}
        lines = [f"{' ' * (self.base + INDENT * each.indent)}{texts[each.number]}\n" for each in placed]
        return f"{self.before}{''.join(lines)}{self.after}"


def parsed_puzzle(program: str) -> Puzzle:
    """Raises Unreadable where it is none."""
    lines = program.splitlines()
    marks = [line.strip() for line in lines]
    if marks.count(BEGIN) != 1 or marks.count(END) != 1 or marks.index(END) < marks.index(BEGIN):
        raise Unreadable(f"The lines that are moved stand between one line “{BEGIN}” and one line “{END}”.")
    begin, end = marks.index(BEGIN), marks.index(END)
    moved = [(number, line) for number, line in enumerate(lines[begin + 1 : end], begin + 2) if line.strip()]
    if not FEWEST <= len(moved) <= MOST:
        raise Unreadable(f"Between {FEWEST} and {MOST} lines can be moved; here {len(moved)} are.", begin + 1)
    base = width_of(lines[begin])
    return Puzzle(
        before="".join(f"{line}\n" for line in lines[:begin]),
        after="".join(f"{line}\n" for line in lines[end + 1 :]),
        base=base,
        lines=[parsed_line(line, place, base, number) for place, (number, line) in enumerate(moved)],
    )


def width_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def parsed_line(line: str, place: int, base: int, number: int) -> Line:
    steps, rest = divmod(width_of(line) - base, INDENT)
    if rest or not 0 <= steps <= DEEPEST:
        raise Unreadable(f"This line must be indented by steps of {INDENT} blanks, from “{BEGIN}” on.", number)
    text = line.strip()
    return Line(number=place, text=text.removesuffix(EXTRA).rstrip(), indent=steps, is_extra=text.endswith(EXTRA))
