"""The review queue of somebody with 20,000 cards, and scheduling held against `fsrs` over random histories."""

import gzip
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sandbox.bench.figures import percentile, table

if TYPE_CHECKING:
    from accounts.models import Person

COURSES, SECTIONS_A_COURSE, CARDS_A_SECTION, OWN_CARDS, SEED = 4, 50, 80, 4_000, 11
HISTORIES, TIMES = 10_000, 60


def measure_reviews() -> str:
    return f"{measure_queue()}\n{measure_histories()}"


def measure_queue() -> str:
    """All cards are due. Through the whole of Django without a socket, but for the queue alone."""
    from courses.classroom.reviewing.showing import session_of

    call_command("migrate", verbosity=0)
    person = somebody_with_many_cards()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/review/")
    answers = iter(acts_of(person))
    rows = [
        row_of("the next card: counted, found, its face and four intervals", lambda: next_card(session_of, person)),
        row_of("an answer taken, with its next intervals", lambda: send(client, next(answers))),
        row_of("a page with a session of 50 cards", lambda: client.get("/review/").content),
    ]
    header = ["", "queries", "median ms", "best ms", "p99 ms", "median CPU ms"]
    page = client.get("/review/").content
    size = f"A page with a session weighs {len(page) / 1000:.0f} kB, compressed {compressed(page):.0f}."
    return (
        table(f"A review queue of {person.items.count():,} cards ({connection.vendor})", header, rows) + f"\n{size}\n"
    )


def next_card(session_of: Callable[..., Any], person: "Person") -> None:
    assert session_of(person, timezone.now(), most=1).shown


def send(client: Client, act: dict[str, Any]) -> None:
    response = client.post("/review/acts/", json.dumps({"acts": [act]}), content_type="application/json")
    assert response.json()["taken"]


def acts_of(person: "Person") -> list[dict[str, Any]]:
    items = person.items.order_by("pk")[: TIMES + 10]
    return [{"id": str(uuid4()), "name": "grade", "kind": each.kind, "key": each.key, "rating": 1} for each in items]


def row_of(name: str, act: Callable[[], object]) -> list[str]:
    act()
    with CaptureQueriesContext(connection) as queries:
        act()
        asked = len(queries)
    taken, computed = wall_and_cpu(act)
    figures = (statistics.median(taken), min(taken), percentile(taken, 99), statistics.median(computed))
    return [name, str(asked), *(f"{value:.1f}" for value in figures)]


def wall_and_cpu(act: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock, and of work: on a machine that others use as well, the two differ."""
    wall, cpu = [], []
    for _ in range(TIMES):
        began, worked = time.perf_counter(), time.process_time()
        act()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    return wall, cpu


def compressed(page: bytes) -> float:
    return len(gzip.compress(page, 6)) / 1000


def somebody_with_many_cards() -> "Person":
    """They have seen all cards of all sections; each was learned once, and is due."""
    from accounts.models import Person
    from courses.enrollment.enrolling import enrol
    from courses.enrollment.models import How, PartProgress
    from courses.flashcards.models import Item, OwnCard
    from tests.bench.library import course, published

    chance, now = random.Random(SEED), timezone.now()
    person = Person.objects.create_user("reviews@interleave.example", name="Reviews", time_zone="Europe/Berlin")
    for number in range(COURSES):
        made = published(with_cards(course(chance, number, SECTIONS_A_COURSE)))
        enrol(person, made, now=now)
        keys = [f"section-{place}" for place in range(1, SECTIONS_A_COURSE + 1)]
        PartProgress.objects.bulk_create(
            PartProgress(person=person, course=made, section_key=key, part_key="cards", how=How.READ, done_at=now)
            for key in keys
        )
    own = [f"own-{number}" for number in range(OWN_CARDS)]
    OwnCard.objects.bulk_create(
        OwnCard(person=person, key=key, front=f"Front of {key}", back="Back", made_at=now, changed_at=now)
        for key in own
    )
    Item.objects.bulk_create(Item(person=person, kind="own", key=key, joined_at=now, due_at=now) for key in own)
    settle_and_learn(person, chance)
    return person


def settle_and_learn(person: "Person", chance: random.Random) -> None:
    from courses.classroom.reviewing.showing import settled_shelf
    from courses.flashcards.models import Item
    from courses.flashcards.pacing import pace_of

    now = timezone.now()
    settled_shelf(person, pace_of(person), now)
    items = list(Item.objects.filter(person=person))
    for item in items:
        days = chance.uniform(1, 300)
        item.phase, item.stability, item.difficulty = 2, chance.uniform(0.5, 300), chance.uniform(1, 10)
        item.reviewed_at, item.due_at, item.reviews = now - timedelta(days=days), now - timedelta(days=days / 3), 1
    fields = ["phase", "stability", "difficulty", "reviewed_at", "due_at", "reviews"]
    Item.objects.bulk_update(items, fields, batch_size=500)
    connection.cursor().execute("ANALYZE")


def with_cards(facts: Any) -> Any:
    from courses.content.facts.parts import CardFacts

    cards = tuple(
        CardFacts(key=f"card-{number}", front=f"What is number {number}?", back="It *is* so.", tags=("bench",))
        for number in range(CARDS_A_SECTION)
    )
    chapters = tuple(
        replace(chapter, sections=tuple(replace(each, cards=cards) for each in chapter.sections))
        for chapter in facts.chapters
    )
    return replace(facts, chapters=chapters)


def measure_histories() -> str:
    """Of 10,000, how many give what `fsrs` gives: memory, wait and due time after every grade."""
    from tests.bench.histories import followed, random_histories, same

    told = [(len(each), same(*followed(each, retention=kept))) for each, kept in random_histories(HISTORIES, seed=SEED)]
    equal, grades = sum(is_same for _, is_same in told), sum(count for count, _ in told)
    row = [f"{len(told):,}", f"{grades:,}", f"{equal:,}"]
    return table("Scheduling beside `fsrs`", ["random histories", "grades in them", "histories equal"], [row])
