"""A generated library: courses of made-up text, published, the same for the same seed; for benchmarks of search."""

import random
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from courses.content.facts.courses import ChapterFacts, CourseFacts, ProgrammeFacts, SectionFacts, TermFacts
from courses.content.facts.demos import DemoFacts, VariantFacts
from courses.content.facts.parts import BookChapterFacts, DialogueFacts, ExampleFacts, ExerciseFacts, TurnFacts
from courses.content.models import Course
from courses.content.saving import save_course
from courses.publishing.publishing import publish_all

SECTIONS_A_COURSE, SECTIONS_A_CHAPTER, TERMS_A_COURSE = 50, 10, 40
NAMES = """
    barrier callback channel checkpoint condition counter coroutine daemon deadlock deque executor future generator
    handler interpreter iterator kernel latch lock mailbox message monitor multiprocessing mutex pipeline pool process
    producer promise queue recursion reducer scheduler semaphore server signal snapshot socket stack stream switch
    task thread timeout timer token transaction tuple variable watchdog worker
""".split()  # noqa: SIM905
MANNERS = """
    bounded careful cheap cold crowded distant eager empty fair frozen greedy hidden hungry idle lazy lonely moving
    nested patient plain quiet rare ready shared silent sleeping slow sorted stale steady strict sudden tired waiting
""".split()  # noqa: SIM905
ACTS = """
    answers asks begins blocks breaks calls changes counts drops ends finds frees gives hands holds joins keeps leaves
    loses meets misses moves needs opens orders passes pauses reads repeats returns sends shares shows sleeps splits
    starts stops takes tells tests throws tries turns visits waits wakes watches writes yields
""".split()  # noqa: SIM905
PLACES = """
    after before behind beside between during near outside through under until while within without
""".split()  # noqa: SIM905
SYLLABLES = """
    ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cla dru fle gri plo stra tri vor
""".split()  # noqa: SIM905
KINDS = (
    {"kind": "academic", "grades": "11–12", "curriculum": "Computer science"},  # noqa: RUF001
    {"kind": "professional", "field": "Technology"},
    {"kind": "academic", "grades": "9–10", "curriculum": "Mathematics"},  # noqa: RUF001
    {"kind": "professional", "field": "Business"},
)


def make_library(sections: int, seed: int) -> list[Course]:
    """Courses of up to 50 published sections, `sections` of them in all."""
    sizes = [min(SECTIONS_A_COURSE, sections - begun) for begun in range(0, sections, SECTIONS_A_COURSE)]
    facts = [course(random.Random(f"{seed} {number}"), number, size) for number, size in enumerate(sizes, start=1)]
    return [published(each) for each in facts]


@transaction.atomic
def published(facts: CourseFacts) -> Course:
    made = save_course(facts)
    publish_all(made, by=None, now=timezone.now())
    return made


def course(chance: random.Random, number: int, size: int) -> CourseFacts:
    key = f"course-{number}"
    kind = KINDS[number % len(KINDS)]
    terms = tuple(term(chance, key, name) for name in chance.sample(NAMES, TERMS_A_COURSE))
    demo = program(chance, f"{key}-demo")
    keys = [f"section-{place}" for place in range(1, size + 1)]
    told = [section(chance, each, terms, demo.key if place % 4 == 0 else "") for place, each in enumerate(keys)]
    return CourseFacts(
        key=key,
        title=title(chance),
        text=sentences(chance, 2),
        programmes=(ProgrammeFacts(key=f"programme-{number % len(KINDS)}", title=title(chance), **kind),),
        chapters=tuple(chapters(chance, told)),
        terms=terms,
        demos=(demo,),
    )


def chapters(chance: random.Random, sections: list[SectionFacts]) -> Iterator[ChapterFacts]:
    for begun in range(0, len(sections), SECTIONS_A_CHAPTER):
        part = tuple(sections[begun : begun + SECTIONS_A_CHAPTER])
        key = f"chapter-{begun // SECTIONS_A_CHAPTER + 1}"
        yield ChapterFacts(key=key, title=title(chance), text=sentences(chance, 1), sections=part)


def term(chance: random.Random, course_key: str, name: str) -> TermFacts:
    key = f"{course_key}-{name}"
    also = (f"{chance.choice(MANNERS)} {name}",)
    return TermFacts(key=key, title=name.capitalize(), also=also, short=sentence(chance), text=sentences(chance, 2))


def program(chance: random.Random, key: str) -> DemoFacts:
    source = "\n".join(f"{chance.choice(NAMES)} = {chance.randrange(1000)}" for _ in range(20))
    variants = (VariantFacts(key="sequential", label="Sequential", run_label="Run", source=source),)
    return DemoFacts(key=key, title=title(chance), summary=sentence(chance), variants=variants)


def section(chance: random.Random, key: str, terms: tuple[TermFacts, ...], demo: str) -> SectionFacts:
    """About 1,000 words to read, two dialogues, two chapters to hear, an example, an exercise."""
    mentioned = chance.sample(terms, 4)
    links = " ".join(f"See [{each.title}](term:{each.key})." for each in mentioned)
    place = f"\n\n[A program](demo:{demo})" if demo else ""
    return SectionFacts(
        key=key,
        title=title(chance),
        concepts=tuple(each.key for each in mentioned[:2]),
        quick=sentence(chance),
        standard=sentences(chance, 6),
        detailed=sentences(chance, 12),
        body="\n\n".join(paragraph(chance) for _ in range(8)) + f"\n\n{links}{place}",
        dialogues=tuple(dialogue(chance, f"dialogue-{number}") for number in (1, 2)),
        book_chapters=tuple(book_chapter(chance, f"hear-{number}") for number in (1, 2)),
        examples=(ExampleFacts(key="example", title=title(chance), demo=demo, text=sentences(chance, 3)),),
        exercises=(ExerciseFacts(key="exercise", title=title(chance), kind="exercise", text=sentences(chance, 2)),),
    )


def dialogue(chance: random.Random, key: str) -> DialogueFacts:
    speakers = ("Teacher", "Student") * 5
    turns = tuple(TurnFacts(speaker=speaker, text=sentences(chance, 2)) for speaker in speakers)
    return DialogueFacts(key=key, title=title(chance), turns=turns)


def book_chapter(chance: random.Random, key: str) -> BookChapterFacts:
    content, detail, example = (sentences(chance, 3) for _ in range(3))
    return BookChapterFacts(key=key, title=title(chance), content=content, detail=detail, example=example)


def title(chance: random.Random) -> str:
    return f"The {chance.choice(MANNERS)} {chance.choice(NAMES)}"


def paragraph(chance: random.Random) -> str:
    """With a word in it that hardly any other has, as the words of real texts mostly are."""
    rare = "".join(chance.choice(SYLLABLES) for _ in range(4))
    return f"{sentences(chance, 9)} Some call it {rare}."


def sentences(chance: random.Random, count: int) -> str:
    return " ".join(sentence(chance) for _ in range(count))


def sentence(chance: random.Random) -> str:
    """As “A patient lock waits beside the slow queue and wakes the task.”, between 8 and 13 words."""
    first = f"A {chance.choice(MANNERS)} {chance.choice(NAMES)} {chance.choice(ACTS)}"
    second = f"{chance.choice(PLACES)} the {chance.choice(MANNERS)} {chance.choice(NAMES)}"
    third = f" and {chance.choice(ACTS)} the {chance.choice(NAMES)}" if chance.random() < 0.5 else ""
    return f"{first} {second}{third}."
