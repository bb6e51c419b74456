"""`explore` and `replay` on the command line: asks the race lab in a jail, and tells what it answers."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.events import End, Event, Outcome, Stderr, Stdout
from sandbox.jail.audience import Audience
from sandbox.jobs import Job
from sandbox.once import run_once
from sandbox.questions import SECONDS, AnswerUnreadable, answer_in, schedule_in, to_explore, to_replay
from sandbox.usage import NO_SANDBOX_HERE, read_source

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def add_commands(commands: "Commands") -> None:
    explore_command = commands.add_parser("explore", help="try the orders in which a program's threads may run")
    explore_command.add_argument("file", metavar="FILE", help="the program, at most 24 kB of UTF-8")
    explore_command.add_argument("--json", action="store_true", help="the answer as one object")
    explore_command.add_argument("--seconds", type=float, default=SECONDS, help="of searching; %(default)g by default")
    explore_command.set_defaults(act=explore)
    replay_command = commands.add_parser("replay", help="play one order of a program")
    replay_command.add_argument("file", metavar="FILE", help="the program")
    replay_command.add_argument(
        "--schedule", metavar="JSON", required=True, help="what explore --json answered, or its list of moves"
    )
    replay_command.add_argument("--json", action="store_true", help="the answer as one object")
    replay_command.set_defaults(act=replay)


def explore(options: argparse.Namespace) -> int:
    return _ask(to_explore(read_source(Path(options.file)), seconds=options.seconds), as_json=options.json)


def replay(options: argparse.Namespace) -> int:
    """A list of moves alone does not say which places of the program are its steps: exploring it does."""
    source = read_source(Path(options.file))
    moves, places = schedule_in(options.schedule)
    if places is None:
        explored = _answer(to_explore(source))
        places = explored["places"] if explored else []
    return _ask(to_replay(source, moves, places=places), as_json=options.json)


def _ask(job: Job, *, as_json: bool) -> int:
    answer = _answer(job)
    if answer is None:
        return NO_SANDBOX_HERE
    print(json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(words(answer)))
    return 0


def _answer(job: Job) -> dict[str, Any] | None:
    """None where there is no sandbox to ask in."""
    listener = Listener()
    end = run_once(job, listener)
    if end.outcome is Outcome.SANDBOX_FAILURE:
        return None
    try:
        return answer_in("".join(listener.printed))
    except AnswerUnreadable as unreadable:
        return _without_answer(end, unreadable.sentence)


def _without_answer(end: End, sentence: str) -> dict[str, Any]:
    """A search that ended before it could answer: by a limit, or because the program broke the explorer."""
    reached = f"{sentence} It ended by {end.outcome.value.replace('-', ' ')}."
    return {
        "verdict": "no-failure-found", "explored": 0, "seconds": round(end.wall_seconds, 3), "reached": reached,
        "refused_at": 0, "failure": None, "schedule": [], "places": [], "left_out": 0, "steps": [], "states": [],
        "able": [], "orders": None, "unsynchronised": [], "output": "",
    }  # fmt: skip


class Listener(Audience):
    """Hears a run to its end, and keeps what it printed."""

    def __init__(self) -> None:
        self.printed: list[str] = []
        self.complained: list[str] = []

    def say(self, event: Event) -> None:
        if isinstance(event, Stdout):
            self.printed.append(event.text)
        elif isinstance(event, Stderr):
            self.complained.append(event.text)

    def is_full(self) -> bool:
        return False

    def watched(self) -> Mapping[int, int]:
        return {}

    def attend(self, ready: Mapping[int, int]) -> None:
        pass

    def hear_the_rest(self) -> None:
        pass


def words(answer: dict[str, Any]) -> Iterator[str]:
    """The verdict in a line, and the steps of the order that breaks the program."""
    orders = "1 order" if answer["explored"] == 1 else f"{answer['explored']:,} orders"
    yield f"{answer['verdict']}: {answer['reached']} ({orders} in {answer['seconds']:.2f} s)"
    if answer["failure"] is None:
        return
    yield f"{answer['failure']['kind']} in {answer['failure']['thread']}: {answer['failure']['message']}"
    for each in answer["steps"]:
        value = "" if each["value"] is None else f" = {each['value']}"
        yield f"  {each['thread']:<24} line {each['line']:>3}  {each['kind']} {each['label']}{value}".rstrip()
