"""All kinds of items, by name. An app that has items of its own adds its kind here; queue and schedule know none."""

from courses.classroom.reviewing.kinds import Aids, Cards, Kind, OwnCards, Terms
from courses.classroom.reviewing.questions import Questions
from courses.flashcards.own import KIND as OWN

KINDS: dict[str, Kind] = {
    "card": Cards(),
    "aid": Aids(),
    "term": Terms(),
    "question": Questions(),
    OWN: OwnCards(),
}
