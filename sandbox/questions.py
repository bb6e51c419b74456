"""What the race lab is asked, as a job, and what it answers, read as hostile input.

A question is run in a jail like any program. What comes back was printed by a process that also ran the learner's
code: it is checked for its form, bounded, and trusted for nothing else.
"""

import json
from collections.abc import Sequence
from typing import Any

from sandbox.jobs import Job, JobRefused, Limits

SECONDS = 5.0
"""That a search goes on for, where nothing else is said."""
MOST_SECONDS = 60.0
BESIDE_SECONDS = 5.0
"""Of wall clock, and of CPU, that minimising and telling may take besides."""
MEMORY_MEBIBYTES, OUTPUT_KIBIBYTES = 512, 4_096
QUESTION = "question.json"
PROGRAM = "from sandbox.inside.explorer.asked import main\n\nmain()\n"
MOST_BYTES = 24_000
"""Of a program that is explored."""
MOST_CHOICES = 300
VERDICTS = ("fails", "proved", "no-failure-found", "refused", "nondeterministic")
KINDS = {
    "verdict": str, "explored": int, "seconds": (int, float), "reached": str, "refused_at": int,
    "failure": (dict, type(None)), "schedule": list, "places": list, "left_out": int, "steps": list,
    "states": list, "able": list, "orders": (dict, type(None)), "unsynchronised": list, "output": str,
}  # fmt: skip
"""What every answer has, and of which type."""
Move = tuple[int, str, int]


class AnswerUnreadable(ValueError):
    """What was printed is no answer; `sentence` says what is wrong with it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def to_explore(source: str, *, seconds: float = SECONDS) -> Job:
    """The job that looks for an order that breaks a program. Raises JobRefused."""
    if not 0 < seconds <= MOST_SECONDS:
        raise JobRefused(f"A search can take more than 0 and at most {MOST_SECONDS:g} seconds.")
    _check(source)
    return _job({"source": source, "seconds": seconds}, seconds)


def to_replay(source: str, moves: Sequence[Move], *, places: Sequence[int] = ()) -> Job:
    """The job that plays one schedule of a program. Raises JobRefused."""
    _check(source)
    return _job({"source": source, "schedule": [list(each) for each in moves], "places": list(places)}, 1.0)


def to_choose(source: str, choices: Sequence[int], *, places: Sequence[int]) -> Job:
    """The move that says where a program stands after these choices of who goes next. Raises JobRefused."""
    if len(choices) > MOST_CHOICES:
        raise JobRefused(f"At most {MOST_CHOICES} choices can be made in one game; start over.")
    _check(source)
    return _job({"source": source, "choices": list(choices), "places": list(places)}, 1.0).as_move()


def _check(source: str) -> None:
    Job(source)  # a program that could not be run cannot be explored, and is refused in its own words
    if len(source.encode()) > MOST_BYTES:
        raise JobRefused(f"The race lab explores programs of at most {MOST_BYTES:,} bytes; a few threads are enough.")


def _job(question: dict[str, Any], seconds: float) -> Job:
    limit = 2 * seconds + BESIDE_SECONDS
    limits = Limits(
        wall_seconds=limit, cpu_seconds=limit, memory_mebibytes=MEMORY_MEBIBYTES,
        processes=4, output_kibibytes=OUTPUT_KIBIBYTES, cores=1,
    )  # fmt: skip
    return Job(PROGRAM, files={QUESTION: json.dumps(question)}, limits=limits, explores=True)


def schedule_in(text: str) -> tuple[list[Move], list[int] | None]:
    """The moves and places in the JSON of a schedule: what `explore` answered, or its list of moves alone."""
    try:
        given = json.loads(text)
    except ValueError as error:
        raise JobRefused(f"The schedule is no JSON: {error}.") from None
    except RecursionError:
        raise JobRefused("The schedule is no JSON that can be read: it nests too deeply.") from None
    moves, places = (given.get("schedule"), given.get("places", [])) if isinstance(given, dict) else (given, None)
    if not isinstance(moves, list) or not all(map(_is_move, moves)):
        raise JobRefused("A schedule is a list of moves, each [thread, kind, line], as `explore --json` writes it.")
    if places is not None and not (isinstance(places, list) and all(type(each) is int for each in places)):
        raise JobRefused("The places of a schedule are a list of numbers, as `explore --json` writes it.")
    return [(move[0], move[1], move[2]) for move in moves], places


def _is_move(move: object) -> bool:
    return isinstance(move, list) and [type(each) for each in move] == [int, str, int]


def answer_in(printed: str) -> dict[str, Any]:
    """The answer that a jail printed: its last line. Raises AnswerUnreadable."""
    line = printed.rstrip("\n").rpartition("\n")[2]
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        raise AnswerUnreadable("The explorer ended without an answer.") from None
    if not isinstance(answer, dict) or answer.keys() != KINDS.keys():
        raise AnswerUnreadable("What the explorer printed is no answer.")
    for name, kind in KINDS.items():
        if not isinstance(answer[name], kind) or isinstance(answer[name], bool):  # type: ignore[arg-type]
            raise AnswerUnreadable(f"The “{name}” of the explorer's answer is not what it must be.")
    if answer["verdict"] not in VERDICTS:
        raise AnswerUnreadable("The explorer gave a verdict that there is not.")
    return answer
