"""A question that is answered by choosing who runs next: whether the goal is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.content.asked.goals import WantedEnd, parsed_goal
from courses.content.asked.marks import RIGHT
from courses.games.goals import Goal
from sandbox.lab.answers import Answer


@dataclass(frozen=True, kw_only=True)
class Played:
    """What is played. `explanation`: HTML, told once the goal is reached."""

    program: str
    wanted: WantedEnd
    explanation: str

    def is_reached(self, answer: Answer) -> bool:
        wanted = self.wanted
        return Goal(prints=wanted.prints, fails=wanted.fails, message=wanted.message).is_reached(answer)


def played_of(kept: Mapping[str, Any]) -> Played:
    """From the answers that a publication keeps."""
    right = next(each for each in kept["options"] if each["mark"] == RIGHT)
    return Played(program=kept["program"], wanted=parsed_goal(kept["goal"]), explanation=right["explanation"])
