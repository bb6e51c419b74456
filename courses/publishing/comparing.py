"""What differs between two publications of a section, or between one and the draft: part by part, line by line."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TEXTS = {
    "title": "Title",
    "quick": "Overview, quick",
    "standard": "Overview, standard",
    "detailed": "Overview, detailed",
    "body": "Body",
    "concepts": "Key concepts",
}
PARTS = {
    "dialogues": "Dialogue",
    "book_chapters": "Audio book",
    "examples": "Example",
    "memory_aids": "Memory aid",
    "cards": "Flash card",
    "questions": "Question",
    "exercises": "Exercise",
    "references": "Reference",
}


SHOWN_OF_AN_EXERCISE = ("key", "title", "kind", "text", "starter")


@dataclass(frozen=True, kw_only=True)
class Line:
    """`sign` is "+", "-" or " "."""

    sign: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A thing that differs: its name, its key ("" for the section's own texts), how, and the lines."""

    name: str
    key: str
    how: str
    lines: Sequence[Line]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Between the facts of two publications, as JSON, in the order of the page."""
    return [*text_changes(before, after), *part_changes(before, after)]


def as_readers_know(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts of a publication what its page shows: no right options, and nothing that gives an exercise away."""
    questions = [
        {**each, "options": [{"text": option["text"]} for option in each["options"]]}
        for each in facts.get("questions", ())
    ]
    exercises = [{name: each.get(name, "") for name in SHOWN_OF_AN_EXERCISE} for each in facts.get("exercises", ())]
    return {**facts, "questions": questions, "exercises": exercises}


def text_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for attribute, name in TEXTS.items():
        old, new = before.get(attribute), after.get(attribute)
        if old != new:
            key = attribute if attribute != "title" else ""
            yield Change(name=name, key=key, how="changed", lines=between(told(old), told(new)))


def part_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for attribute, name in PARTS.items():
        old = {each["key"]: each for each in before.get(attribute, ())}
        new = {each["key"]: each for each in after.get(attribute, ())}
        for key, part in new.items():
            if key not in old:
                yield Change(name=titled(name, part), key=key, how="new", lines=between([], told(part)))
            elif part != old[key]:
                lines = between(told(old[key]), told(part))
                yield Change(name=titled(name, part), key=key, how="changed", lines=lines)
        for key, part in old.items():
            if key not in new:
                yield Change(name=titled(name, part), key=key, how="gone", lines=between(told(part), []))


def titled(name: str, part: Mapping[str, Any]) -> str:
    return f"{name}: {part.get('title') or part.get('front')}"


def told(value: Any) -> list[str]:
    """What is said, in lines: each attribute that says anything, in words."""
    match value:
        case None | "" | []:
            return []
        case str():
            return value.split("\n")
        case list():
            return [line for each in value for line in told(each)]
        case Mapping():
            lines = []
            for name, each in value.items():
                if name not in {"key", "text", "back", "content", "turns", "options"} and not isinstance(each, list):
                    lines += [f"{name.replace('_', ' ')}: {each}"] if each not in {"", None} else []
                elif name != "key":
                    lines += told(each)
            return lines
        case _:
            return [str(value)]


def between(old: list[str], new: list[str]) -> list[Line]:
    """Changed lines with up to two that stayed around them."""
    lines = list(difflib.ndiff(old, new))
    kept = [line for line in lines if not line.startswith("?")]
    near = {
        place for index, line in enumerate(kept) if not line.startswith(" ") for place in range(index - 2, index + 3)
    }
    return [Line(sign=line[0], text=line[2:]) for place, line in enumerate(kept) if place in near]
