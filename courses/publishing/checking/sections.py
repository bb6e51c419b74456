"""Finds what an author must mend in a section, and what it lacks before it can be published."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from courses.content.asked.kinds import KINDS
from courses.content.facts.courses import SectionFacts
from courses.content.facts.keys import RESERVED, RESERVED_ADDRESSES
from courses.content.facts.mistakes import Mistake
from courses.content.facts.parts import CardFacts, DialogueFacts, ReferenceFacts
from courses.content.models import AidKind, ExerciseKind, ReferenceKind, Speaker, Stop
from courses.publishing.checking.addresses import why_not_linkable
from courses.publishing.checking.exercises import check_exercise
from courses.publishing.checking.keys import check_key, check_repeated
from courses.publishing.checking.questions import check_question
from courses.publishing.checking.texts import Known, check_line, check_list, check_text, check_title

NO_HEADINGS = 7
OF_THE_PAGE = ("term-", "short-")
"""How the page names what is its own: no part's key begins so."""
USUAL_PARTS = ("dialogues", "book_chapters", "examples", "memory_aids", "cards", "questions", "references")
DEPTHS = ("quick", "standard", "detailed")


def check_section(section: SectionFacts, known: Known) -> Iterator[Mistake]:
    """A section in preparation may lack what a finished one needs; what it has must be right."""
    yield from check_key(section)
    yield from check_title(section, "title")
    if section.key in RESERVED_ADDRESSES:
        yield section.origin.mistake(f"The address “{section.key}” is taken: choose another key.", at="key")
    for depth in DEPTHS:
        yield from check_text(section, depth, known, headings_from=3, is_needed=not section.in_preparation)
    yield from check_text(section, "body", known, headings_from=3, is_needed=not section.in_preparation)
    yield from check_concepts(section, known)
    yield from check_repeated(section.parts(), "key", "Two parts of this section have the key")
    for part in section.parts():
        yield from check_key(part)
        if part.key in RESERVED or part.key.startswith(OF_THE_PAGE) or part.key.endswith("-title"):
            yield part.origin.mistake(f"The key “{part.key}” belongs to the page itself: choose another.", at="key")
        yield from check_title(part, *title_of(part))
        yield from check_words(part, known)
    for dialogue in section.dialogues:
        yield from check_dialogue(dialogue, known)
    for card in section.cards:
        yield from check_list(card, "tags")
    for question in section.questions:
        yield from check_kind(question, list(KINDS))
        yield from check_concepts(question, known)
        yield from check_question(question, known)
    for exercise in section.exercises:
        yield from check_kind(exercise, ExerciseKind.values)
        yield from check_exercise(exercise, known)
    yield from check_examples(section, known)
    yield from check_references(section)
    yield from what_is_usual(section)


def title_of(part: Any) -> tuple[str, int]:
    """The attribute that is its heading, and how many characters that holds."""
    if isinstance(part, CardFacts):
        return "front", 300
    return "title", 200 if isinstance(part, ReferenceFacts) else 120


def check_concepts(facts: Any, known: Known) -> Iterator[Mistake]:
    for key, times in Counter(facts.concepts).items():
        if key not in known.terms:
            yield facts.origin.mistake(f"The concept “{key[:60]}” is no term of the glossary.", at="concepts")
        if times > 1:
            yield facts.origin.mistake(f"The concept “{key[:60]}” stands here twice.", at="concepts")


#: The Markdown texts of each part, and the first level of heading they may have.
TEXTS = {
    "BookChapterFacts": ("content", "detail", "example"),
    "ExampleFacts": ("text",),
    "MemoryAidFacts": ("text",),
    "CardFacts": ("front", "back"),
    "QuestionFacts": ("text",),
    "ExerciseFacts": ("text",),
}


def check_words(part: Any, known: Known) -> Iterator[Mistake]:
    for attribute in TEXTS.get(type(part).__name__, ()):
        yield from check_text(part, attribute, known, headings_from=NO_HEADINGS)


def check_kind(facts: Any, kinds: list[str], attribute: str = "kind") -> Iterator[Mistake]:
    given = getattr(facts, attribute)
    if given not in kinds:
        told = f"“{given[:40]}” is not one of them" if given else "it is missing"
        yield facts.origin.mistake(f"The {attribute} must be {' or '.join(kinds)}; {told}.", at=attribute)


def check_dialogue(dialogue: DialogueFacts, known: Known) -> Iterator[Mistake]:
    if len(dialogue.turns) < 2:
        yield dialogue.origin.mistake("A dialogue needs at least two turns.", at="turns")
    for turn in dialogue.turns:
        yield from check_kind(turn, Speaker.values, "speaker")
        yield from check_text(turn, "text", known, headings_from=NO_HEADINGS)
        if turn.stop:
            yield from check_kind(turn, Stop.values, "stop")
        yield from check_line(turn, "say_as", longest=2000)


def check_examples(section: SectionFacts, known: Known) -> Iterator[Mistake]:
    for example in section.examples:
        if example.demo and example.demo not in known.demos:
            yield example.origin.mistake(f"There is no demo with the key “{example.demo[:60]}”.", at="demo")
    for aid in section.memory_aids:
        yield from check_kind(aid, AidKind.values)


def check_references(section: SectionFacts) -> Iterator[Mistake]:
    for reference in section.references:
        yield from check_kind(reference, ReferenceKind.values)
        yield from check_text(reference, "text", Known(), headings_from=NO_HEADINGS, is_needed=False)
        if reason := why_not_linkable(reference.link):
            yield reference.origin.mistake(reason, at="link")


def what_is_usual(section: SectionFacts) -> Iterator[Mistake]:
    """What a section has as a rule; without it, it can be published all the same."""
    if section.in_preparation:
        return
    for attribute in USUAL_PARTS:
        if not getattr(section, attribute):
            name = {"book_chapters": "chapters of the audio book"}.get(attribute, attribute.replace("_", " "))
            yield section.origin.mistake(f"This section has no {name}.", is_warning=True)
