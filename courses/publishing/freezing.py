"""Freezes what an author said into the document of a page: rendered, and without the answers, which are kept apart."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from courses.content.facts.courses import CourseFacts, SectionFacts
from courses.content.facts.parts import DialogueFacts, ExampleFacts
from courses.publishing.freezing_exercises import exercise_answers, exercise_page, exercise_texts
from courses.publishing.freezing_questions import question_answers, question_page, question_texts
from courses.publishing.rendering.markdown import Targets, blocks_of, links_in, rendered, rendered_line

WORDS_A_MINUTE = 200
"""A careful reader's pace over technical text (Brysbaert 2019 measured 238 for plain English)."""
WORD = re.compile(r"\w+")


def section_page(section: SectionFacts, targets: Targets) -> dict[str, Any]:
    """What the section's page shows. Depends on the facts alone, but for the addresses that the links lead to."""
    return signed(section_document(section, targets))


def course_page(course: CourseFacts, targets: Targets) -> dict[str, Any]:
    """The outline with numbers and titles, and the glossary; who may read what is not in it."""
    return signed(course_document(course, targets))


def signed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the digest of all it says: what is made from it may be kept under that name."""
    return {**document, "digest": digest_of(document)}


def digest_of(document: Mapping[str, Any]) -> str:
    said = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def head_of(page: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What lists of sections need of a section's page; by `said` one tells whether two say the same."""
    return {"said": digest_of(facts), **{name: page[name] for name in ("title", "minutes", "groups")}}


def section_document(section: SectionFacts, targets: Targets) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "groups": groups_of(section),
        "minutes": reading_minutes(section),
        "overviews": {depth: rendered(getattr(section, depth), targets) for depth in ("quick", "standard", "detailed")},
        "body": body_page(section.body, targets),
        "concepts": list(section.concepts),
        "terms": terms_of(section, targets),
        "dialogues": [dialogue_page(each, targets) for each in section.dialogues],
        "book": [
            {
                "key": each.key,
                "title": each.title,
                "content": rendered(each.content, targets),
                "detail": rendered(each.detail, targets),
                "example": rendered(each.example, targets),
                "seconds": speaking_seconds(each.content, each.detail, each.example),
            }
            for each in section.book_chapters
        ],
        "examples": [example_page(each, targets) for each in section.examples],
        "aids": [
            {"key": each.key, "title": each.title, "kind": each.kind, "html": rendered(each.text, targets)}
            for each in section.memory_aids
        ],
        "cards": [
            {
                "key": each.key,
                "front": rendered_line(each.front, targets),
                "back": rendered(each.back, targets),
                "tags": list(each.tags),
            }
            for each in section.cards
        ],
        "questions": [question_page(each, targets) for each in section.questions],
        "exercises": [exercise_page(each, targets) for each in section.exercises],
        "references": [
            {
                "key": each.key,
                "title": each.title,
                "kind": each.kind,
                "link": each.link,
                "html": rendered(each.text, targets),
            }
            for each in section.references
        ],
    }


def groups_of(section: SectionFacts) -> list[dict[str, Any]]:
    """The page from top to bottom: each group of parts that there is, and the keys whose doing counts as progress.

    A key of the group's own stands for what is read as one.
    """
    groups = (
        ("overview", "Overview", ["overview"] if section.standard else []),
        ("body", "In depth", ["body"] if section.body else []),
        ("dialogues", "Dialogues", [each.key for each in section.dialogues]),
        ("book", "Audio book", [each.key for each in section.book_chapters]),
        ("concepts", "Key concepts", ["concepts"] if section.concepts else []),
        ("examples", "Examples", [each.key for each in section.examples]),
        ("aids", "Memory aids", [each.key for each in section.memory_aids]),
        ("cards", "Flash cards", ["cards"] if section.cards else []),
        ("practice", "Practice", [each.key for each in section.questions]),
        ("exercises", "Exercises", [each.key for each in section.exercises]),
        ("references", "References", ["references"] if section.references else []),
    )
    return [{"id": name, "title": title, "parts": parts} for name, title, parts in groups if parts]


def section_answers(section: SectionFacts, targets: Targets) -> dict[str, Any]:
    """What must not travel with the page: right options with their explanations, and all of the exercises, by key."""
    questions = {each.key: question_answers(each, targets) for each in section.questions}
    exercises = {each.key: exercise_answers(each, targets) for each in section.exercises}
    return {"questions": questions, "exercises": exercises}


def dialogue_page(dialogue: DialogueFacts, targets: Targets) -> dict[str, Any]:
    turns = [
        {
            "speaker": turn.speaker,
            "is_teacher": turn.speaker == "Teacher",
            "html": rendered(turn.text, targets),
            "stop": turn.stop,
        }
        for turn in dialogue.turns
    ]
    seconds = speaking_seconds(*(turn.say_as or turn.text for turn in dialogue.turns))
    return {"key": dialogue.key, "title": dialogue.title, "turns": turns, "seconds": seconds}


def body_page(text: str, targets: Targets) -> list[dict[str, Any]]:
    blocks = blocks_of(text, targets)
    return [{"demo": targets.shown_demos[block["demo"]]} if "demo" in block else block for block in blocks]


def example_page(example: ExampleFacts, targets: Targets) -> dict[str, Any]:
    return {
        "key": example.key,
        "title": example.title,
        "html": rendered(example.text, targets),
        "demo": targets.shown_demos.get(example.demo),
    }


def terms_of(section: SectionFacts, targets: Targets) -> list[str]:
    """Keys of the terms that the page mentions: its concepts, and those that its texts link to; sorted by title."""
    linked = {link.to for text in texts_of(section) for link in links_in(text) if link.kind == "term"}
    mentioned = (linked | set(section.concepts)) & targets.terms.keys()
    return sorted(mentioned, key=lambda key: targets.terms[key].lower())


def texts_of(section: SectionFacts) -> list[str]:
    """Every Markdown text of the section that its page shows, answers included."""
    texts = [section.quick, section.standard, section.detailed, section.body]
    texts += [turn.text for dialogue in section.dialogues for turn in dialogue.turns]
    texts += [text for each in section.book_chapters for text in (each.content, each.detail, each.example)]
    texts += [each.text for each in section.examples] + [each.text for each in section.memory_aids]
    texts += [text for each in section.exercises for text in exercise_texts(each)]
    texts += [text for each in section.questions for text in question_texts(each)]
    texts += [text for each in section.cards for text in (each.front, each.back)]
    return texts + [each.text for each in section.references]


def words_in(*texts: str) -> int:
    return sum(len(WORD.findall(text)) for text in texts)


def reading_minutes(section: SectionFacts) -> int:
    """Minutes to read overview (the standard one) and body, at least 1."""
    return max(1, math.ceil(words_in(section.standard, section.body) / WORDS_A_MINUTE))


SPEAKING_WORDS_A_MINUTE = 150


def speaking_seconds(*texts: str) -> int:
    """About how long a voice takes; the page says “about” until there is a recording."""
    return round(words_in(*texts) / SPEAKING_WORDS_A_MINUTE * 60)


def course_document(course: CourseFacts, targets: Targets) -> dict[str, Any]:
    return {
        "key": course.key,
        "title": course.title,
        "html": rendered(course.text, targets),
        "summary": course.text,
        "address": reverse("reading:course", args=[course.key]),
        "chapters": [
            {
                "key": chapter.key,
                "number": number,
                "title": chapter.title,
                "html": rendered(chapter.text, targets),
                "sections": [
                    {"key": section.key, "number": place, "title": section.title}
                    for place, section in enumerate(chapter.sections, start=1)
                ],
            }
            for number, chapter in enumerate(course.chapters, start=course.first_chapter)
        ],
        "terms": [
            {
                "key": each.key,
                "title": each.title,
                "also": list(each.also),
                "short": each.short,
                "html": rendered(each.text, targets),
            }
            for each in sorted(course.terms, key=lambda term: term.title.lower())
        ],
    }
