"""Who waits for whom, as an author writes it: a figure of threads and locks, and which arrows close a cycle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courses.content.graded.unreadable import Unreadable

LINE = re.compile(r"\s*([^\s].*?) (waits for|holds) ([^\s].*?)\s*")
MOST = 24
LONGEST = 24


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """`waits`: a thread waits for a lock, and otherwise it holds it."""

    thread: str
    lock: str
    waits: bool

    @property
    def text(self) -> str:
        return f"{self.thread} {'waits for' if self.waits else 'holds'} {self.lock}"

    @property
    def ends(self) -> tuple[str, str]:
        """From whom to whom: a thread leads to the lock that it waits for, a lock to the thread that holds it."""
        return (self.thread, self.lock) if self.waits else (self.lock, self.thread)


def parsed_waits(text: str) -> list[Arrow]:
    """Lines like "A waits for cash" and "B holds cash". Raises Unreadable."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not 2 <= len(lines) <= MOST:
        raise Unreadable(f"Between 2 and {MOST} lines say who waits for what; here {len(lines)} do.")
    arrows = [parsed_line(line, number) for number, line in lines]
    if doubled := next((each for place, each in enumerate(arrows) if each in arrows[:place]), None):
        raise Unreadable(f"“{doubled.text}” stands here twice.")
    threads, locks = {each.thread for each in arrows}, {each.lock for each in arrows}
    if both := threads & locks:
        raise Unreadable(f"“{min(both)}” cannot be a thread and a lock.")
    return arrows


def parsed_line(line: str, number: int) -> Arrow:
    found = LINE.fullmatch(line)
    if not found or max(len(found[1]), len(found[3])) > LONGEST:
        raise Unreadable(f"“{line.strip()[:40]}” is none of “A waits for cash” and “A holds cash”.", number)
    return Arrow(thread=found[1], lock=found[3], waits=found[2] == "waits for")


def has_cycle(arrows: Sequence[Arrow]) -> bool:
    """Whether somebody waits, over others, for themselves."""
    left = {each.ends for each in arrows}
    while True:
        sources = {source for source, _ in left}
        going_on = {(source, target) for source, target in left if target in sources}
        if going_on == left:
            return bool(left)
        left = going_on


def breaks_it(arrows: Sequence[Arrow], text: str) -> bool:
    """Whether without the arrow that `text` names nobody waits for ever."""
    return not has_cycle([each for each in arrows if each.text != text])
