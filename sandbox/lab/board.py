"""A program that stands still until somebody says who moves: its threads, what they share, and who may be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.lab.answers import Answer, Standing
from sandbox.lab.naming import MAIN, names_of
from sandbox.lab.narration import LIVES, ending
from sandbox.lab.scenes import Scenes
from sandbox.lab.stage import Deed, deed_of, told_step

AT_FIRST = "Nothing that matters has run yet. Who goes first?"
WHO_NEXT = "Who runs next?"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A thread on the board. `next`: what it does if it is chosen; "" where there is nothing left for it to do.

    `tone` and `word`: how it stands · `why`: what keeps it from being chosen.
    """

    number: int
    name: str
    deeds: Sequence[Deed]
    next: str
    line: int
    tone: str
    word: str
    why: str
    is_able: bool


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What is read and written: its newest value, and those before it."""

    label: str
    value: str
    was: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Board:
    """`strip`: who did what, step by step · `locks`: each with who has it · `marks`: lines, with who stands there."""

    seats: Sequence[Seat]
    shared: Sequence[Shared]
    locks: Sequence[tuple[str, str]]
    strip: Sequence[tuple[str, str]]
    marks: Mapping[int, Sequence[str]]
    says: str
    is_over: bool
    breaks: bool


def board_of(answer: Answer) -> Board:
    """Where all stands, as the explorer answered after some choices."""
    names = names_of([each.thread for each in answer.last_state])
    stops = [index for index, step in enumerate(answer.steps) if step.kind not in LIVES]
    scenes = Scenes(answer=answer, names=names, stops=stops)
    scene = scenes.all()[-1]
    is_over = not answer.able
    seats = _seats(answer, names, stops, scene["threads"])
    return Board(
        seats=seats,
        shared=[
            Shared(label=label, value=values[-1] if values else "", was=values[:-1])
            for label, values in zip(scenes.shared, scene["values"], strict=True)
        ],
        locks=list(zip(scenes.locks, scene["locks"], strict=True)),
        strip=[(names[step.thread], told_step(step)) for step in scenes.steps],
        marks=_marks(seats),
        says=_says(answer, names, scene["says"] if stops else "", is_over=is_over),
        is_over=is_over,
        breaks=answer.failure is not None,
    )


def _seats(
    answer: Answer, names: Mapping[str, str], stops: Sequence[int], standings: Mapping[str, Mapping[str, str]]
) -> list[Seat]:
    """Of the threads that do something of interest, or are about to; the main one comes last."""
    able = {number for number, _ in answer.able}
    seats = [
        _seat(each, names, answer, stops, standing=standings[names[each.thread]], able=able)
        for each in answer.last_state
    ]
    return sorted((each for each in seats if each.deeds or each.next), key=lambda each: each.name == names.get(MAIN))


def _seat(
    thread: Standing,
    names: Mapping[str, str],
    answer: Answer,
    stops: Sequence[int],
    *,
    standing: Mapping[str, str],
    able: set[int],
) -> Seat:
    steps = [(stop, answer.steps[index]) for stop, index in enumerate(stops, 1)]
    next_ = thread.next or ""
    is_of_interest = thread.number in able or next_.partition(" ")[0] not in LIVES
    return Seat(
        number=thread.number,
        name=names[thread.thread],
        deeds=[deed_of(step, stop) for stop, step in steps if step.thread == thread.thread],
        next=next_ if is_of_interest else "",
        line=thread.line if is_of_interest else 0,
        tone=standing["tone"],
        word=standing["word"],
        why=standing["word"] if thread.blocked_by and thread.number not in able else "",
        is_able=thread.number in able,
    )


def _marks(seats: Sequence[Seat]) -> dict[int, list[str]]:
    marks: dict[int, list[str]] = {}
    for seat in seats:
        if seat.line:
            marks.setdefault(seat.line, []).append(seat.name)
    return marks


def _says(answer: Answer, names: Mapping[str, str], said: str, *, is_over: bool) -> str:
    if not is_over:
        return f"{said} {WHO_NEXT}" if said else AT_FIRST
    printed = answer.output.rstrip("\n").rpartition("\n")[2]
    if answer.failure is not None:
        return f"{said} {ending(answer.failure, names)}".strip()
    told = f"The program ended and printed {printed}." if printed else "All have finished, and nothing broke."
    return f"{said} {told}".strip()
