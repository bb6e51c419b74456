"""An order as the page plays it: columns of threads, what is shared between them, and all steps in words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.lab.answers import Answer, Standing, Step
from sandbox.lab.naming import names_of_answer
from sandbox.lab.narration import LIVES, ending, sentences
from sandbox.lab.scenes import ACCESSES, Scenes, stops_of

COLUMNS = 5
"""The most threads that stand beside each other; of more the list of steps tells."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A step in its thread's column, or, without a `stop`, what the thread would have done next."""

    text: str
    value: str
    line: int
    stop: int | None


@dataclass(frozen=True, kw_only=True)
class Column:
    name: str
    thread: str
    deeds: Sequence[Deed]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A step in the list of all; `stop` is None where the strip leaves it out."""

    text: str
    line: int
    stop: int | None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`strip`: who does what at each stop · `scenes`: what an element needs to show each stop, stop 0 before all.

    `left_out`: how many steps came before those that are told.

    `columns` is empty where there are too many threads, and for tasks of asyncio: of them only the wakings are known.
    """

    columns: Sequence[Column]
    told: Sequence[Told]
    strip: Sequence[tuple[str, str]]
    left_out: int
    ending: str
    breaks: bool
    shared: Sequence[str]
    locks: Sequence[str]
    scenes: Sequence[Mapping[str, Any]]

    @property
    def scenes_as_json(self) -> str:
        """In an attribute: what htmx swaps in has no scripts, not even of data."""
        return json.dumps(self.scenes, ensure_ascii=False)


def stage_of(answer: Answer) -> Stage | None:
    """None where the answer plays no order."""
    if not answer.steps:
        return None
    names = names_of_answer(answer)
    stops = stops_of(answer)
    scenes = Scenes(answer=answer, names=names, stops=stops)
    return Stage(
        columns=[] if answer.is_of_tasks else _columns(answer, names, stops),
        told=_told(answer, names, stops),
        strip=[(names[each.thread], each.kind) for each in scenes.steps],
        left_out=answer.left_out,
        ending=ending(answer.failure, names),
        breaks=answer.failure is not None,
        shared=scenes.shared,
        locks=scenes.locks,
        scenes=scenes.all(),
    )


def _told(answer: Answer, names: Mapping[str, str], stops: Sequence[int]) -> list[Told]:
    number = {index: stop for stop, index in enumerate(stops, 1)}
    said = sentences(answer, names)
    return [
        Told(text=text, line=step.line, stop=number.get(index))
        for index, (text, step) in enumerate(zip(said, answer.steps, strict=True))
    ]


def _columns(answer: Answer, names: Mapping[str, str], stops: Sequence[int]) -> list[Column]:
    """Of the threads that do something of interest, or are about to; the main one comes last."""
    last = {each.thread: each for each in answer.last_state}
    columns = [
        Column(name=name, thread=thread, deeds=[*_done(answer, thread, stops), *_pending(last.get(thread))])
        for thread, name in names.items()
    ]
    columns = sorted((each for each in columns if each.deeds), key=lambda each: each.name == "main")
    return columns if len(columns) <= COLUMNS else []


def _done(answer: Answer, thread: str, stops: Sequence[int]) -> list[Deed]:
    mine = [(stop, answer.steps[index]) for stop, index in enumerate(stops, 1) if answer.steps[index].thread == thread]
    return [deed_of(step, stop) for stop, step in mine]


def deed_of(step: Step, stop: int) -> Deed:
    return Deed(text=told_step(step), value=_value(step), line=step.line, stop=stop)


def _pending(last: Standing | None) -> list[Deed]:
    """What the thread was about to do when the order ended."""
    if last is None or last.next is None or last.next.partition(" ")[0] in LIVES:
        return []
    return [Deed(text=last.next, value="", line=last.line, stop=None)]


def told_step(step: Step) -> str:
    """In two words: “read counter”, “lock.acquire”."""
    return step.label if step.label.endswith(f".{step.kind}") else f"{step.kind} {step.label}".rstrip()


def _value(step: Step) -> str:
    return "" if step.value is None or (step.value == "None" and step.kind not in ACCESSES) else step.value
