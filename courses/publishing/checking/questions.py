"""Finds what an author must mend in a question: its options, their marks, and what its kind needs in the text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from courses.content.asked import goals
from courses.content.asked.kinds import KINDS, Kind, Need, Shape
from courses.content.asked.marks import LONGEST, RIGHT, places_of, why_not_marks
from courses.content.asked.programs import Around, program_in
from courses.content.asked.typed import NUMBERS, right_number
from courses.content.asked.waits import breaks_it, has_cycle, parsed_waits
from courses.content.facts.mistakes import Mistake
from courses.content.facts.parts import OptionFacts, QuestionFacts
from courses.content.graded.puzzles import parsed_puzzle
from courses.content.graded.unreadable import Unreadable
from courses.publishing.checking.keys import check_repeated
from courses.publishing.checking.programs import program_sentences
from courses.publishing.checking.texts import Known, check_line, check_text, check_title, moved
from courses.publishing.rendering.gaps import gaps_in
from courses.publishing.rendering.markdown import links_in, timelines_in, waits_in

NO_HEADINGS = 7
LINE = re.compile(r"line ([1-9][0-9]{0,3})")


def check_question(question: QuestionFacts, known: Known) -> Iterator[Mistake]:
    """Its kind is checked by whoever calls; where it is none, only the options are looked at."""
    yield from check_repeated(question.options, "text", "Two options say")
    for option in question.options:
        yield from check_option(option, known)
    if question.kind not in KINDS:
        return
    rule = KINDS[question.kind]
    marks, texts = [each.mark for each in question.options], [each.text for each in question.options]
    if sentence := why_not_marks(question.kind, marks, texts):
        yield question.origin.mistake(sentence, at="options")
        return
    yield from check_typed(question)
    yield from check_goal(question)
    yield from check_need(question, rule)


def check_option(option: OptionFacts, known: Known) -> Iterator[Mistake]:
    yield from check_title(option, "text", longest=300)
    yield from check_text(option, "text", known, headings_from=NO_HEADINGS, is_needed=False)
    yield from check_line(option, "mark", longest=LONGEST)
    if {"[", "]"} & set(option.mark) or option.mark != option.mark.strip():
        yield option.origin.mistake("A mark holds no brackets, and no blanks at its ends.", at="mark")
    if not option.explanation.strip():
        told = f"The option “{option.text[:40]}” has no explanation: say why it is {wording(option.mark)}."
        yield option.origin.mistake(told, at="explanation")
    yield from check_text(option, "explanation", known, headings_from=NO_HEADINGS, is_needed=False)


def wording(mark: str) -> str:
    return {RIGHT: "right", "": "wrong"}.get(mark, f"at “{mark}”")


def check_typed(question: QuestionFacts) -> Iterator[Mistake]:
    """Numbers must be numbers."""
    for option in question.options if question.kind in NUMBERS else ():
        try:
            right_number(option.text)
        except Unreadable as unreadable:
            yield option.origin.mistake(unreadable.sentence, at="text")


def check_need(question: QuestionFacts, rule: Kind) -> Iterator[Mistake]:
    """What the kind needs in the text."""
    try:
        yield from NEEDS[rule.need](question)
    except Unreadable as unreadable:
        yield moved(question.origin.mistake(unreadable.sentence, at="text"), unreadable.line)


def check_program(question: QuestionFacts) -> Iterator[Mistake]:
    around = program_in(question.text)
    yield from compiling(question, around)
    if question.kind == "spot the race":
        yield from check_lines(question, around)


def compiling(question: QuestionFacts, around: Around) -> Iterator[Mistake]:
    for line, sentence in program_sentences(around.program):
        yield moved(question.origin.mistake(sentence, at="text"), around.line + max(line, 1) - 1)


def check_goal(question: QuestionFacts) -> Iterator[Mistake]:
    """One who is the scheduler has a goal, and moves that reach it."""
    yield from check_line(question, "goal", longest=goals.LONGEST)
    if KINDS[question.kind].shape is not Shape.PLAYED:
        if question.goal:
            yield question.origin.mistake(f"A question of the kind “{question.kind}” has no goal.", at="goal")
        return
    try:
        goals.parsed_goal(question.goal)
    except Unreadable as unreadable:
        yield question.origin.mistake(unreadable.sentence, at="goal")
    for option in question.options:
        if not goals.are_moves(option.text):
            told = f"“{option.text[:40]}” are no moves: numbers of threads with a dot between, like 1.1.2."
            yield option.origin.mistake(told, at="text")


def check_lines(question: QuestionFacts, around: Around) -> Iterator[Mistake]:
    last = around.program.count("\n")
    for option in question.options:
        found = LINE.fullmatch(option.text)
        if not found or int(found[1]) > last:
            told = f"“{option.text[:40]}” is no line of the program: options are “line 1” to “line {last}”."
            yield option.origin.mistake(told, at="text")


def check_puzzle(question: QuestionFacts) -> Iterator[Mistake]:
    around = program_in(question.text)
    try:
        puzzle = parsed_puzzle(around.program)
    except Unreadable as unreadable:
        raise Unreadable(unreadable.sentence, around.line + unreadable.line - 1) from None
    yield from compiling(question, replace(around, program=puzzle.assembled(puzzle.solved())))
    extras = {line.text for line in puzzle.lines if line.is_extra}
    explained = {each.text for each in question.options if each.mark != RIGHT}
    for text in sorted(extras - explained):
        told = f"The line “{text[:60]}” is not needed: an option “[ ] {text[:60]}” explains why."
        yield question.origin.mistake(told, at="options")
    for option in question.options:
        if option.mark != RIGHT and option.text not in extras:
            told = f"“{option.text[:60]}” is no line of the puzzle that ends in # extra."
            yield option.origin.mistake(told, at="text")


def check_gaps(question: QuestionFacts) -> Iterator[Mistake]:
    yield from check_numbered(question, gaps_in(question.text), "gap", "gap_1")


def check_timelines(question: QuestionFacts) -> Iterator[Mistake]:
    drawn = [str(number) for number, _ in enumerate(timelines_in(question.text), start=1)]
    yield from check_numbered(question, drawn, "timeline", "a block fenced as ```timeline")


def check_numbered(question: QuestionFacts, there: Sequence[str], name: str, example: str) -> Iterator[Mistake]:
    named = places_of([each.mark for each in question.options])
    for mark in named:
        if mark not in there:
            yield question.origin.mistake(f"The text has no {name} {mark}: it is written as {example}.", at="text")
    for number in there:
        if number not in named:
            yield question.origin.mistake(f"No option belongs to {name} {number}.", at="options")


def check_waits(question: QuestionFacts) -> Iterator[Mistake]:
    figures = list(waits_in(question.text))
    if len(figures) != 1:
        raise Unreadable("The text holds one block fenced as ```waits, with lines like “A waits for cash”.")
    arrows = parsed_waits(figures[0][1])
    if not has_cycle(arrows):
        raise Unreadable("Nobody waits for ever here: there is no cycle to break.", figures[0][0])
    known = {each.text for each in arrows}
    for option in question.options:
        if option.text not in known:
            yield option.origin.mistake(f"“{option.text[:40]}” is no arrow of the figure.", at="text")
        elif (option.mark == RIGHT) != breaks_it(arrows, option.text):
            told = "breaks the cycle" if option.mark != RIGHT else "leaves the cycle as it is"
            yield option.origin.mistake(f"Taking “{option.text}” away {told}: its mark says otherwise.", at="mark")


def check_demo(question: QuestionFacts) -> Iterator[Mistake]:
    texts = [question.text, *(each.explanation for each in question.options if each.mark == RIGHT)]
    if not any(link.kind == "demo" for text in texts for link in links_in(text)):
        raise Unreadable("The text, or the right answer, leads to the demo that is timed: [name](demo:key).")
    yield from ()


type Check = Callable[[QuestionFacts], Iterator[Mistake]]

NEEDS: Mapping[Need, Check] = {
    Need.NOTHING: lambda _question: iter(()),
    Need.PROGRAM: check_program,
    Need.PUZZLE: check_puzzle,
    Need.GAPS: check_gaps,
    Need.TIMELINES: check_timelines,
    Need.WAITS: check_waits,
    Need.DEMO: check_demo,
}
