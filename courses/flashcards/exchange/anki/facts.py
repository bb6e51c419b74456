"""A card on its way from or to Anki: what it says, and what is remembered of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.flashcards.schedule import Memory, Rating


@dataclass(frozen=True, kw_only=True)
class PastReview:
    """`due_after`: when the card was to come again; None where nobody knows."""

    rating: Rating
    answered_at: datetime
    memory_before: Memory | None = None
    due_after: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DeckCard:
    """`guid` names its note for ever, `number` the card on its way out; front and back are then HTML, and Markdown on
    their way in.

    `memory` is None for a card that comes in with a history and without what FSRS knows of it.
    """

    guid: str
    key: str
    front: str
    back: str
    tags: Sequence[str]
    memory: Memory | None
    due_at: datetime
    lapses: int = 0
    is_suspended: bool = False
    number: int = 0
    history: Sequence[PastReview] = ()
