"""What a learner who chooses the order of the steps is to reach, as an author writes it."""

import re
from dataclasses import dataclass

from courses.content.graded.unreadable import Unreadable

PRINTS = re.compile(r"prints (\S.*)")
FAILS = re.compile(r"fails (exception|deadlock|stuck)(?: (\S.*))?")
MOVES = re.compile(r"[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,198}")
LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class WantedEnd:
    """The program prints `prints` last, or it `fails` in this way, with `message` where only one counts."""

    prints: str = ""
    fails: str = ""
    message: str = ""

    @property
    def sentence(self) -> str:
        if self.prints:
            return f"Make the program print {self.prints} at the end."
        if self.fails == "exception":
            return f"Make the program fail{f' with {self.message}' if self.message else ''}."
        return "Make the threads wait for ever."


def parsed_goal(text: str) -> WantedEnd:
    """Of “prints 1”, “fails deadlock” or “fails exception IndexError”. Raises Unreadable."""
    if found := PRINTS.fullmatch(text):
        return WantedEnd(prints=found[1])
    if found := FAILS.fullmatch(text):
        return WantedEnd(fails=found[1], message=found[2] or "")
    raise Unreadable("The goal is written as “prints 1”, “fails deadlock”, “fails stuck” or “fails exception …”.")


def are_moves(text: str) -> bool:
    """Numbers of threads with a dot between, like 1.1.2."""
    return MOVES.fullmatch(text) is not None
