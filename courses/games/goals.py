"""What a level asks for, whether it is reached, and what it is worth: plain rules over what the explorer answered."""

from dataclasses import dataclass

from sandbox.lab.answers import Answer

MOST_STARS = 3
ALMOST = 2
"""So many switches more than the fewest are worth two stars."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One of three: the program prints `prints` last; it `fails` in this way; or `never`, since no order breaks it.

    `message`: where only one message of an exception counts.
    """

    prints: str = ""
    fails: str = ""
    message: str = ""
    never: bool = False

    def __post_init__(self) -> None:
        if sum(map(bool, (self.prints, self.fails, self.never))) != 1:
            raise ValueError("A goal prints something, fails in some way, or never breaks: one of the three.")

    def is_reached(self, answer: Answer) -> bool:
        """By an execution that is over; what never breaks is reached by saying so, and not by moving."""
        if answer.able or self.never:
            return False
        if answer.failure is None:
            return bool(self.prints) and last_line(answer.output) == self.prints
        return answer.failure.kind == self.fails and self.message in answer.failure.message


def last_line(output: str) -> str:
    return output.rstrip("\n").rpartition("\n")[2]


def stars_for(switches: int, *, fewest: int) -> int:
    """Three for the fewest switches, two for nearly as few, one for getting there at all."""
    if switches <= fewest:
        return MOST_STARS
    return 2 if switches <= fewest + ALMOST else 1
