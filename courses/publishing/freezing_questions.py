"""Questions as their pages show them, and what of them is kept apart: marks, explanations, and what is typed."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.content.asked.goals import parsed_goal
from courses.content.asked.kinds import KINDS, Need, Shape
from courses.content.asked.marks import places_of, reasons_of, scrambled
from courses.content.asked.programs import program_in
from courses.content.asked.typed import LINE_END
from courses.content.facts.parts import OptionFacts, QuestionFacts
from courses.content.graded.puzzles import Puzzle, parsed_puzzle
from courses.publishing.rendering.gaps import with_gaps
from courses.publishing.rendering.markdown import Targets, rendered, rendered_line
from design.python_source import numbered

HIDDEN = {Shape.TYPED, Shape.PUZZLED, Shape.PLAYED}
"""Of these the options would give the answer away."""
SHUFFLED = {Shape.PLACED, Shape.RANKED}
"""The order in which their author wrote the options would say where they belong."""
OUTPUTS = {"predict the output", "possible outputs"}


def question_page(question: QuestionFacts, targets: Targets) -> dict[str, Any]:
    """`order`: the numbers of the options as they are shown; `places`: those that they go to, or the gaps.

    `reasons`: the numbers of those options that are reasons for others.
    """
    shape = KINDS[question.kind].shape
    shown: Sequence[OptionFacts] = [] if shape in HIDDEN else question.options
    places = places_of([each.mark for each in question.options]) if shape is Shape.PLACED else []
    return {
        "key": question.key,
        "title": question.title,
        "kind": question.kind,
        **text_page(question, targets),
        "options": [option_html(question, each, targets) for each in shown],
        "order": shown_order(question) if shape in SHUFFLED else list(range(len(shown))),
        "places": [rendered_line(each, targets) for each in places],
        "reasons": reasons_of([each.mark for each in question.options]) if shape is Shape.REASONED else [],
    }


def text_page(question: QuestionFacts, targets: Targets) -> dict[str, Any]:
    """The text; of a puzzle the lines, of a program in which lines are ticked its lines with numbers."""
    rule = KINDS[question.kind]
    if rule.need is Need.PUZZLE or question.kind == "spot the race":
        around = program_in(question.text)
        html = rendered(f"{around.before}\n\n{around.after}", targets)
        if rule.need is Need.PUZZLE:
            return {"html": html, "puzzle": puzzle_page(parsed_puzzle(around.program))}
        return {"html": html, "program": numbered(around.program, "The program")}
    if rule.shape is Shape.PLAYED:
        return {"html": rendered(question.text, targets), "goal": parsed_goal(question.goal).sentence}
    html = rendered(question.text, targets)
    return {"html": with_gaps(html) if rule.need is Need.GAPS else html}


def puzzle_page(puzzle: Puzzle) -> dict[str, Any]:
    """The lines in an order that says nothing; how deep each belongs, and which is not needed, is kept apart."""
    return {
        "before": puzzle.before,
        "after": puzzle.after,
        "lines": [{"number": line.number, "text": line.text} for line in puzzle.shuffled()],
    }


def question_answers(question: QuestionFacts, targets: Targets) -> dict[str, Any]:
    """What is right, with every option explained; `puzzle`: the program whose lines are put in order.

    `program` and `goal`: what is played, and what one is to reach.
    """
    answers: dict[str, Any] = {"options": [option_answers(question, each, targets) for each in question.options]}
    if KINDS[question.kind].need is Need.PUZZLE:
        answers["puzzle"] = program_in(question.text).program
    if KINDS[question.kind].shape is Shape.PLAYED:
        answers |= {"program": program_in(question.text).program, "goal": question.goal}
    return answers


def option_answers(question: QuestionFacts, option: OptionFacts, targets: Targets) -> dict[str, str]:
    return {
        "mark": option.mark,
        "text": option.text,
        "html": option_html(question, option, targets),
        "explanation": rendered(option.explanation, targets),
    }


def option_html(question: QuestionFacts, option: OptionFacts, targets: Targets) -> SafeString:
    """One line of Markdown; of what a program prints, its lines as they are."""
    if question.kind in OUTPUTS:
        return format_html('<code class="typed">{}</code>', option.text.replace(LINE_END, "\n"))
    return rendered_line(option.text, targets)


def shown_order(question: QuestionFacts) -> list[int]:
    return sorted(range(len(question.options)), key=lambda number: scrambled(question.options[number].text))


def question_texts(question: QuestionFacts) -> list[str]:
    """Every Markdown text of it."""
    return [question.text, *(text for each in question.options for text in (each.text, each.explanation))]
