"""Questions in the review: those on outputs and lines once they were answered in their section, others by choice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, override

from django.template.loader import render_to_string
from django.utils.html import escape

from courses.classroom.reviewing.kinds import Cards, Face, origin
from courses.classroom.reviewing.shelf import Shelf
from courses.quizzes.scoring.right import right_answer
from courses.quizzes.scoring.scoring import score
from courses.quizzes.telling import asked_of, told

JOINING = ("predict the output", "order the lines")
"""Kinds that join by themselves."""


@dataclass(frozen=True, kw_only=True)
class QuestionFace(Face):
    """`question`: as its page has it."""

    question: Mapping[str, Any] = field(default_factory=dict)


class Questions(Cards):
    """`course/section/question`."""

    part = "questions"

    @override
    def seen(self, shelf: Shelf) -> Collection[str]:
        shelf.load((course, section) for course, section, _ in shelf.answered)
        answered = ((each, shelf.section(*each[:2])[self.part].get(each[2])) for each in sorted(shelf.answered))
        return ["/".join(each) for each, question in answered if question and question["kind"] in JOINING]

    @override
    def face(self, entry: Mapping[str, Any], course: str, section: str, shelf: Shelf) -> Face:
        return QuestionFace(
            front=asked_html(entry),
            back=right_answer_html(entry),
            tags=[entry["kind"].capitalize()],
            template="reviewing/_question.html",
            question=entry,
            **origin(course, section, entry["key"], shelf),
        )


def asked_html(question: Mapping[str, Any]) -> str:
    """All that is asked, where nothing can be pressed: in lists, and in decks that are taken along."""
    lines = [escape(line["text"]) for line in question["puzzle"]["lines"]] if "puzzle" in question else []
    listed = "".join(f"<li>{each}</li>" for each in [*lines, *question["options"]])
    return f"{question['html']}{question.get('program', '')}{f'<ul>{listed}</ul>' if listed else ''}"


def right_answer_html(question: Mapping[str, Any]) -> str:
    """What is right, with its explanations."""
    kept = question["kept"]
    asked = asked_of(question["kind"], kept)
    order = question.get("order") or range(len(kept["options"]))
    answered = told(asked, kept, score(asked, right_answer(asked)), order)
    right = [replace(each, yours="") for each in answered if each.tone == "is-right"]
    program = asked.puzzle.assembled(asked.puzzle.solved()) if asked.puzzle else ""
    return render_to_string("quizzes/_told.html", {"feedback": {"told": right, "program": program}})
