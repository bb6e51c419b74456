"""What lanes are called beside a drawing: as the program has them where that fits, and in two or three characters."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Lane, Process

LONGEST = 14
"""Characters that have room beside a lane."""


def cut_name(name: str, most: int) -> str:
    """No longer than `most` characters: its middle gives way, for names that differ do so at their ends."""
    if len(name) <= most:
        return name
    tail = (most - 1) // 2
    return f"{name[: most - 1 - tail]}…{name[-tail:]}"


def lane_names(lanes: Sequence[Lane], processes: Sequence[Process]) -> Sequence[str]:
    """Of each lane; the only lane of a child process has the name of the process."""
    alone = {number for number, count in Counter(lane.process for lane in lanes).items() if count == 1}
    children = {each.number: each.name for each in processes if each.parent or each.number != lanes[0].process}
    return [
        shown_name(children[lane.process] if lane.process in alone & children.keys() else lane.name) for lane in lanes
    ]


def short_names(names: Sequence[str]) -> Sequence[str]:
    """A letter and a number for each: the number that its name has, or, where that says nothing, its place."""
    wanted = [initial(name) + number(name) for name in names]
    by_letter: dict[str, list[int]] = defaultdict(list)
    for place, short in enumerate(wanted):
        by_letter[short[0]].append(place)
    for letter, places in by_letter.items():
        if len({wanted[place] for place in places}) < len(places):
            for count, place in enumerate(places, start=1):
                wanted[place] = f"{letter}{count}"
    return wanted


def initial(name: str) -> str:
    return next((character.upper() for character in name if character.isalpha()), "L")


def number(name: str) -> str:
    found = re.findall(r"\d+", name)
    return found[-1][-3:] if found else ""
