"""Where the threads of a deadlocked run stand, for the page: with their line, and the calls that led there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.events import EventRefused, Frame, Stack, from_json
from sandbox.runs.models import Run

MOST_NAMED = 3
PROGRAM = "/tmp/main.py"  # noqa: S108 - its name in every jail


@dataclass(frozen=True, kw_only=True)
class StandingThreads:
    """One thread, or several that stand at the same place: `names` are the first few, in words, of `count`.

    `line` counts from 1, 0 where the thread is nowhere in the program; `source`: what stands there.

    `traceback`: its calls, a line each, the innermost last.
    """

    names: str
    count: int
    line: int
    source: str
    traceback: str


def standing_threads(run: Run) -> list[StandingThreads]:
    """Empty where the run told nothing. Names of threads, files and functions are the run's own words."""
    stacks = [stack for said in run.said() if said.kind == Stack.kind and (stack := read(said.fields))]
    are_several = len({each.process for each in stacks}) > 1
    source = str(run.job["source"]).splitlines()
    places: dict[tuple[Frame, ...], list[Stack]] = {}
    for each in stacks:
        places.setdefault(each.frames, []).append(each)
    return [at_one_place(each, source, with_process=are_several) for each in places.values()]


def read(fields: object) -> Stack | None:
    """A row may be older than this code, or not ours."""
    try:
        event = from_json({"kind": Stack.kind, **dict(fields)})  # type: ignore[call-overload]
    except EventRefused:
        return None
    return event if isinstance(event, Stack) else None


def at_one_place(stacks: Sequence[Stack], source: Sequence[str], *, with_process: bool) -> StandingThreads:
    stack = stacks[0]
    line = next((each.line for each in stack.frames if each.file == PROGRAM), 0)
    return StandingThreads(
        names=named([f"{each.thread} of {each.process}" if with_process else each.thread for each in stacks]),
        count=len(stacks),
        line=line,
        source=source_at(source, line),
        traceback="\n".join(map(in_words, reversed(stack.frames))),
    )


def named(names: Sequence[str]) -> str:
    """“Ada”, “Ada and Barbara”, “Ada, Barbara, Grace and 197 others”."""
    first, more = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    last = f"{more} other{'s' * (more > 1)}" if more > 0 else first.pop()
    return " and ".join(filter(None, [", ".join(first), last]))


def source_at(source: Sequence[str], line: int) -> str:
    return source[line - 1].strip() if 0 < line <= len(source) else ""


def in_words(frame: Frame) -> str:
    """The name of the file is enough, and leaves room for the function on a narrow screen."""
    return f"{frame.file.rpartition('/')[2]}, line {frame.line}, in {frame.function}"
