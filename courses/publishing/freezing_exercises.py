"""Exercises as their pages show them, and what of them is kept apart: everything that would give them away."""

from typing import Any

from courses.content.facts.as_json import to_json
from courses.content.facts.parts import ExerciseFacts
from courses.content.graded.slips import readable_slips
from courses.publishing.rendering.markdown import Targets, rendered
from design.python_source import numbered


def exercise_page(exercise: ExerciseFacts, targets: Targets) -> dict[str, Any]:
    """What anybody may read of it: the task, where to start, and on which axes it is checked."""
    return {
        "key": exercise.key,
        "title": exercise.title,
        "kind": exercise.kind,
        "html": rendered(exercise.text, targets),
        "starter": numbered(exercise.starter, "Where to start") if exercise.starter else "",
        "asked": list(exercise.asked),
    }


def exercise_answers(exercise: ExerciseFacts, targets: Targets) -> dict[str, Any]:
    """Its facts, and rendered what is shown of them little by little: hints, and the sentences of common mistakes."""
    return {
        "facts": to_json(exercise),
        "hints": [rendered(each, targets) for each in exercise.hints],
        "slips": [rendered(each.sentence, targets) for each in readable_slips(exercise.slips)],
    }


def exercise_texts(exercise: ExerciseFacts) -> list[str]:
    """Every Markdown text of it."""
    return [exercise.text, *exercise.hints, *(each.sentence for each in readable_slips(exercise.slips))]
