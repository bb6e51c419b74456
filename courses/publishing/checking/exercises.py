"""Finds what an author must mend in an exercise: its programs, what checks them, hints, puzzle and common mistakes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from courses.content.facts.characters import has_control_character
from courses.content.facts.mistakes import Mistake
from courses.content.facts.parts import ExerciseFacts
from courses.content.graded.checks import parsed_checks
from courses.content.graded.puzzles import Puzzle, parsed_puzzle
from courses.content.graded.slips import AXES, Slip, parsed_slips
from courses.content.graded.unreadable import Unreadable
from courses.content.models import OrderBound
from courses.publishing.checking.programs import program_sentences
from courses.publishing.checking.texts import CONTROL, Known, check_line, check_text, mistakes_in, moved
from sandbox.questions import MOST_BYTES

FASTER = re.compile(r"[1-9][0-9]?(\.[0-9])?")
PROGRAMS = ("starter", "work_program", "order_program", "sequential", "speed_program")
READ = ("checks", "puzzle", "slips")
ONLY_GRADED = ("bound", "faster", "work_program", "sequential", "hint_1", "puzzle", "slips")
TOLD = {"work": "no work", "orders": "no orders", "speed": "no speed"}
NO_HEADINGS = 7
LONGEST_REASON = 200


def check_exercise(exercise: ExerciseFacts, known: Known) -> Iterator[Mistake]:
    yield from check_program(exercise, "solution", is_needed=True)
    for attribute in PROGRAMS:
        yield from check_program(exercise, attribute, is_needed=False)
    for attribute in READ:
        if has_control_character(getattr(exercise, attribute)):
            yield exercise.origin.mistake(CONTROL, at=attribute)
    if exercise.asked:
        yield from check_axes(exercise)
        yield from check_help(exercise, known)
    else:
        yield from check_ungraded(exercise)


def check_program(exercise: Any, attribute: str, *, is_needed: bool) -> Iterator[Mistake]:
    source, name = getattr(exercise, attribute), attribute.replace("_", " ")
    if is_needed and not source.strip():
        yield exercise.origin.mistake(f"The {name} is missing.", at=attribute)
    if has_control_character(source):
        yield exercise.origin.mistake(CONTROL, at=attribute)
    elif source.strip():
        for _, sentence in program_sentences(source):
            yield exercise.origin.mistake(f"The {name}: {sentence}", at=attribute)


def check_ungraded(exercise: ExerciseFacts) -> Iterator[Mistake]:
    """Without an axis nothing is checked, and nothing helps to pass."""
    for attribute in (*ONLY_GRADED, *(f"no_{axis}" for axis in AXES)):
        if getattr(exercise, attribute):
            sentence = "This exercise asks no axis: give it checks, a program for every order, or one for speed."
            yield exercise.origin.mistake(sentence, at=attribute)


def check_axes(exercise: ExerciseFacts) -> Iterator[Mistake]:
    for axis in AXES:
        yield from check_line(exercise, f"no_{axis}", LONGEST_REASON)
        is_asked, reason = axis in exercise.asked, exercise.reason_against(axis)
        if is_asked and reason:
            yield exercise.origin.mistake(f"This axis is asked, and “{TOLD[axis]}” says why not.", at=f"no_{axis}")
        if not is_asked and not reason:
            sentence = f"Say in a sentence why this axis is not asked: {TOLD[axis]}: …"
            yield exercise.origin.mistake(sentence, at=f"no_{axis}")
    yield from found_in(exercise, "checks", parsed_checks)
    yield from check_orders(exercise)
    yield from check_speed(exercise)
    yield from check_guards(exercise)


def check_orders(exercise: ExerciseFacts) -> Iterator[Mistake]:
    if not exercise.order_program:
        if exercise.bound:
            yield exercise.origin.mistake("A bound without a program for every order.", at="bound")
        return
    if exercise.bound not in OrderBound.values:
        yield exercise.origin.mistake(f"The bound must be {' or '.join(OrderBound.values)}.", at="bound")
    for attribute in ("starter", "solution"):
        if len((getattr(exercise, attribute) + exercise.order_program).encode()) > MOST_BYTES // 2:
            sentence = f"The {attribute} with the program for every order is longer than {MOST_BYTES // 2:,} bytes."
            yield exercise.origin.mistake(sentence, at=attribute)


def check_speed(exercise: ExerciseFacts) -> Iterator[Mistake]:
    if not exercise.speed_program:
        for attribute in ("sequential", "faster"):
            if getattr(exercise, attribute):
                yield exercise.origin.mistake("This is for speed, and there is no program for it.", at=attribute)
        return
    if not exercise.sequential:
        yield exercise.origin.mistake("Speed needs the sequential version, below ### Sequential.", at="sequential")
    if not FASTER.fullmatch(exercise.faster) or float(exercise.faster) <= 1:
        yield exercise.origin.mistake("Say how many times as fast one must be, like faster: 2.5.", at="faster")


def check_guards(exercise: ExerciseFacts) -> Iterator[Mistake]:
    for attribute in ("starter", "solution", "sequential"):
        if "__main__" in getattr(exercise, attribute):
            sentence = "A checked program is called from outside: leave “if __name__ …” away."
            yield exercise.origin.mistake(f"The {attribute}: {sentence}", at=attribute)


def check_help(exercise: ExerciseFacts, known: Known) -> Iterator[Mistake]:
    for attribute, before in (("hint_2", "hint_1"), ("hint_3", "hint_2")):
        if getattr(exercise, attribute) and not getattr(exercise, before):
            yield exercise.origin.mistake("There is no hint before this one.", at=attribute)
    for attribute in ("hint_1", "hint_2", "hint_3"):
        yield from check_text(exercise, attribute, known, headings_from=NO_HEADINGS, is_needed=False)
    yield from found_in(exercise, "puzzle", lambda text: why_no_puzzle(parsed_puzzle(text)))
    yield from found_in(exercise, "slips", parsed_slips)
    yield from check_slips(exercise, known)


def found_in(exercise: ExerciseFacts, attribute: str, read: Callable[[str], object]) -> Iterator[Mistake]:
    """The line on which a text cannot be read."""
    text = getattr(exercise, attribute)
    try:
        if text:
            read(text)
    except Unreadable as unreadable:
        yield moved(exercise.origin.mistake(unreadable.sentence, at=attribute), unreadable.line)


def why_no_puzzle(puzzle: Puzzle) -> None:
    program = puzzle.assembled(puzzle.solved())
    if sentence := next((sentence for _, sentence in program_sentences(program)), ""):
        raise Unreadable(f"With the lines in their place: {sentence}")


def check_slips(exercise: ExerciseFacts, known: Known) -> Iterator[Mistake]:
    try:
        slips = parsed_slips(exercise.slips)
    except Unreadable:
        return  # it was named
    for slip in slips:
        for sentence in slip_sentences(slip, exercise, known):
            yield moved(exercise.origin.mistake(sentence, at="slips"), slip.line)


def slip_sentences(slip: Slip, exercise: ExerciseFacts, known: Known) -> Iterator[str]:
    if slip.axis not in exercise.asked:
        yield f"“{slip.title}” fails on an axis that is not asked."
    if not slip.is_in(slip.program):
        yield f"“{slip.title}” is not known by its signs in its own program."
    for _, sentence in program_sentences(slip.program):
        yield f"“{slip.title}”: {sentence}"
    for _, sentence in mistakes_in(slip.sentence, known, headings_from=NO_HEADINGS):
        yield f"“{slip.title}”: {sentence}"
