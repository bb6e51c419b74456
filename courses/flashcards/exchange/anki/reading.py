"""Reads the cards of a package of Anki, with what is remembered of them. All of them can be kept, or none is."""

import hashlib
import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from courses.flashcards.exchange.anki.facts import DeckCard, PastReview
from courses.flashcards.exchange.anki.markup import as_markdown
from courses.flashcards.exchange.anki.notetypes import Notetype, Unreadable, notetypes
from courses.flashcards.exchange.anki.package import NO_PACKAGE, database_in, opened
from courses.flashcards.exchange.anki.templates import sides
from courses.flashcards.exchange.mistakes import FileRefused
from courses.flashcards.own import LONGEST_TAG, MOST_OWN_CARDS, MOST_TAGS, CardRefused, check
from courses.flashcards.schedule import Memory, Phase, Rating

SUSPENDED = -1
LONGEST_FIELDS, LONGEST_GUID = 100_000, 100
BETWEEN_FIELDS = "\x1f"
OUR_KEY = re.compile(r"[0-9a-f]{32}")
MOST_STABILITY = 36_500.0
CARDS = """
    SELECT cards.id, guid, mid, flds, tags, ord, type, queue, cards.due, lapses, cards.data
    FROM cards JOIN notes ON notes.id = cards.nid ORDER BY cards.id
"""
NOTE = "Card {number} of the deck (“{words}”): {why}"
Row = tuple[int, str, int, str, str, int, int, int, int, int, str]


def read(content: bytes, *, now: datetime) -> list[DeckCard]:
    """Raises FileRefused, with the first twenty cards that cannot be kept."""
    with opened(database_in(content)) as database:
        rows = database.execute(CARDS).fetchmany(MOST_OWN_CARDS + 1)
        if not rows:
            raise FileRefused(["There is no card in this deck."])
        if len(rows) > MOST_OWN_CARDS:
            raise FileRefused([f"There are more than {MOST_OWN_CARDS:,} cards in this deck."])
        try:
            return cards_of(rows, database, now)
        except (Unreadable, ValueError, TypeError, AttributeError):
            raise FileRefused([NO_PACKAGE]) from None


def cards_of(rows: Sequence[Row], database: sqlite3.Connection, now: datetime) -> list[DeckCard]:
    kinds, reviews = notetypes(database), history_of(database, now)
    (made,) = database.execute("SELECT crt FROM col").fetchone()
    cards, mistakes = [], []
    for number, row in enumerate(rows, start=1):
        try:
            cards.append(card_of(row, kinds, reviews.get(row[0], ()), made=moment(made, now), now=now))
        except CardRefused as refused:
            words = as_markdown(str(row[3])[:200])[:40]
            mistakes.append(NOTE.format(number=number, words=words, why=refused.sentence))
    if mistakes:
        raise FileRefused(mistakes)
    return cards


def card_of(
    row: Row, kinds: Mapping[int, Notetype], past: Sequence[PastReview], *, made: datetime, now: datetime
) -> DeckCard:
    _, guid, mid, flds, tags, order, kind, queue, due, lapses, data = row
    front, back = words_of(kinds.get(mid), flds, order)
    labels = [tag[:LONGEST_TAG] for tag in dict.fromkeys(str(tags).split())][:MOST_TAGS]
    check(front, back, labels)
    memory = memory_of(int(kind), data, past)
    return DeckCard(
        guid=guid[:LONGEST_GUID] if order == 0 else "",
        key=key_of(guid, order),
        front=front,
        back=back,
        tags=labels,
        memory=memory,
        due_at=due_of(int(kind), int(due), made, now),
        lapses=max(0, min(int(lapses), 10_000)),
        is_suspended=queue == SUSPENDED,
        history=past,
    )


def words_of(kind: Notetype | None, flds: str, order: int) -> tuple[str, str]:
    if len(flds) > LONGEST_FIELDS:
        raise CardRefused(f"its note has {len(flds):,} characters; {LONGEST_FIELDS:,} fit.")
    if kind is None:
        raise CardRefused("its kind of note is missing.")
    fields = dict(zip(kind.fields, flds.split(BETWEEN_FIELDS), strict=False))
    html = sides(kind, fields, int(order))
    if html is None:
        raise CardRefused("its template is missing.")
    return as_markdown(html[0]), as_markdown(html[1])


def key_of(guid: str, order: int) -> str:
    """The same for the same card, whenever it comes; a note of ours has its key as its guid."""
    if order == 0 and OUR_KEY.fullmatch(guid):
        return guid
    return hashlib.sha256(f"{guid} {order}".encode()).hexdigest()[:32]


def memory_of(kind: int, data: str, past: Sequence[PastReview]) -> Memory | None:
    """What FSRS in Anki knew of it; None where it knew nothing, and its history has to tell."""
    said = json_in(data)
    stability, difficulty = (number(said.get(name)) for name in ("s", "d"))
    if kind == Phase.NEW or not past:
        return Memory()
    if stability is None or difficulty is None or kind not in set(Phase):
        return None
    return Memory(
        phase=Phase(kind),
        step=None if kind == Phase.REVIEW else 0,
        stability=min(max(stability, 0.001), MOST_STABILITY),
        difficulty=min(max(difficulty, 1.0), 10.0),
        reviewed_at=past[-1].answered_at,
    )


def json_in(data: Any) -> Mapping[str, Any]:
    try:
        said = json.loads(data or "{}")
    except (ValueError, TypeError, RecursionError):
        return {}
    return said if isinstance(said, Mapping) else {}


def number(said: Any) -> float | None:
    is_number = isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said)
    return float(said) if is_number else None


def due_of(kind: int, due: int, made: datetime, now: datetime) -> datetime:
    """Days since the collection was made, or seconds of the clock while it is in its steps."""
    if kind == Phase.NEW:
        return now
    if due > 1_000_000_000:
        return moment(due, now + timedelta(days=36_500))
    return made + timedelta(days=max(-36_500, min(due, 36_500)))


def moment(seconds: Any, latest: datetime) -> datetime:
    """Kept within what a calendar has."""
    return datetime.fromtimestamp(max(0.0, min(float(seconds), latest.timestamp())), UTC)


def history_of(database: sqlite3.Connection, now: datetime) -> Mapping[int, Sequence[PastReview]]:
    """By the card's number, the oldest first; what was not graded, like a new due date, is none."""
    found: dict[int, list[PastReview]] = defaultdict(list)
    for milliseconds, card, ease in database.execute("SELECT id, cid, ease FROM revlog ORDER BY id"):
        if ease in set(Rating):
            answered_at = moment(milliseconds / 1000, now)
            found[card].append(PastReview(rating=Rating(ease), answered_at=answered_at))
    return found
