"""Writes a package that every Anki reads, with what is remembered of each card and all its reviews."""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from courses.flashcards.days import beginning_of, days_between
from courses.flashcards.exchange.anki.facts import DeckCard, PastReview
from courses.flashcards.exchange.anki.schema import DECK, NOTETYPE, SCHEMA, collection
from courses.flashcards.schedule import AHEAD, Memory, Pace, Phase

STARTING_FACTOR = 2500
"""Of a card that FSRS schedules Anki keeps this ease, and does not use it."""
FIRST_NUMBER = 1_600_000_000_000
STEPS_LEFT = {Phase.LEARNING: (2002, 1001), Phase.RELEARNING: (1001,)}
INSERTS = {
    "col": "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "notes": "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "cards": "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "revlog": "INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}
TAG = re.compile(r"<[^>]*>")


def package(cards: Sequence[DeckCard], *, pace: Pace, now: datetime) -> bytes:
    """The bytes of an `.apkg` file."""
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    write(database, cards, made=beginning(cards, pace, now), pace=pace, now=now)
    database.commit()
    content = database.serialize()
    database.close()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", content)
        archive.writestr("media", "{}")
    return out.getvalue()


def beginning(cards: Sequence[DeckCard], pace: Pace, now: datetime) -> datetime:
    """The day from which the deck's days are counted: none of its cards is due before it."""
    moments = [now, *(card.due_at for card in cards), *(past.answered_at for card in cards for past in card.history)]
    return beginning_of(min(moments).astimezone(pace.zone).date() - timedelta(days=1), pace.zone)


def write(
    database: sqlite3.Connection, cards: Sequence[DeckCard], *, made: datetime, pace: Pace, now: datetime
) -> None:
    changed, taken = int(now.timestamp() * 1000), set[int]()
    insert(database, "col", [collection(int(made.timestamp()), changed)])
    for position, card in enumerate(cards, start=1):
        number = FIRST_NUMBER + card.number
        insert(database, "notes", [note(card, number, changed)])
        insert(database, "cards", [row(card, number, position, changed, made=made, pace=pace)])
        insert(database, "revlog", [log(past, number, taken, pace) for past in card.history])


def insert(database: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    database.executemany(INSERTS[table], rows)


def note(card: DeckCard, number: int, changed: int) -> list[Any]:
    first = TAG.sub("", card.front)
    checksum = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = " ".join(tag.replace(" ", "_") for tag in card.tags)
    fields = "\x1f".join([card.front, card.back])
    return [number, card.guid, NOTETYPE, changed // 1000, -1, f" {tags} ", fields, first, checksum, 0, ""]


def row(card: DeckCard, number: int, position: int, changed: int, *, made: datetime, pace: Pace) -> list[Any]:
    memory = card.memory or Memory()
    queue, due, days, left = standing(card, memory, position, made=made, pace=pace)
    data = {"s": memory.stability, "d": memory.difficulty, "dr": pace.retention} if memory.stability else {}
    factor = 0 if memory.phase is Phase.NEW else STARTING_FACTOR
    queue = -1 if card.is_suspended else queue
    counted = [memory.phase, queue, due, days, factor, len(card.history), card.lapses, left]
    return [number, number, DECK, 0, changed // 1000, -1, *counted, 0, 0, 0, json.dumps(data)]


def standing(card: DeckCard, memory: Memory, position: int, *, made: datetime, pace: Pace) -> tuple[int, int, int, int]:
    """Queue, when it is due, its interval in days, and the steps that are left, as Anki counts them."""
    if memory.phase is Phase.NEW:
        return 0, position, 0, 0
    last = memory.reviewed_at or made
    days = max(1, days_between(last, card.due_at, pace.zone))
    if memory.phase is Phase.REVIEW:
        return 2, days_between(made, card.due_at, pace.zone), days, 0
    lefts = STEPS_LEFT[memory.phase]
    interval = 0 if memory.phase is Phase.LEARNING else 1
    return 1, int(card.due_at.timestamp()), interval, lefts[min(memory.step or 0, len(lefts) - 1)]


def log(past: PastReview, number: int, taken: set[int], pace: Pace) -> list[Any]:
    phase = past.memory_before.phase if past.memory_before else Phase.NEW
    kind = {Phase.REVIEW: 1, Phase.RELEARNING: 2}.get(phase, 0)
    moment = next(each for each in counting(round(past.answered_at.timestamp() * 1000)) if each not in taken)
    taken.add(moment)
    return [moment, number, -1, past.rating, interval_of(past, pace), 0, 0, 0, kind]


def counting(begin: int) -> Iterator[int]:
    """Milliseconds are the numbers of reviews, so each has one of its own."""
    while True:
        yield begin
        begin += 1


def interval_of(past: PastReview, pace: Pace) -> int:
    """In days, or in seconds as a negative number."""
    due_after = past.due_after or past.answered_at
    wait = due_after - past.answered_at
    if wait <= AHEAD:
        return -max(1, int(wait.total_seconds()))
    return max(1, days_between(past.answered_at, due_after, pace.zone))
