"""Kinds of items: which keys there are, which join by themselves, and what an item shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import override

from django.urls import reverse
from django.utils.html import format_html

from accounts.models import Person
from courses.classroom.reviewing.shelf import Shelf
from courses.flashcards.models import OwnCard
from courses.publishing.rendering.markdown import Targets, rendered


@dataclass(frozen=True, kw_only=True)
class Face:
    """What an item shows: two sides of clean HTML.

    `origin` says where it comes from, `address` leads there, in the `words` of its link.

    `template` draws it; it is given the face as `face`.
    """

    front: str
    back: str
    origin: str
    address: str
    words: str = "open in section"
    tags: Sequence[str] = ()
    template: str = "reviewing/_card.html"


class Kind:
    """Of a kind that says nothing else, items are there whatever the courses say, and join by choice alone."""

    def there(self, shelf: Shelf) -> Collection[str] | None:
        """All keys that can be asked today; None where that does not depend on courses."""
        del shelf
        return None

    def seen(self, shelf: Shelf) -> Collection[str]:
        """The keys that join by themselves."""
        del shelf
        return ()

    def faces(self, person: Person, keys: Collection[str], shelf: Shelf) -> Mapping[str, Face]:
        """What those of the keys show that are there."""
        raise NotImplementedError


class Cards(Kind):
    """The cards of sections: `course/section/card`. They join once they were seen in their section."""

    part = "cards"

    @override
    def there(self, shelf: Shelf) -> Collection[str]:
        return self.keys_in(shelf, shelf.sections)

    @override
    def seen(self, shelf: Shelf) -> Collection[str]:
        return self.keys_in(shelf, shelf.seen)

    def keys_in(self, shelf: Shelf, sections: Collection[tuple[str, str]]) -> Collection[str]:
        """In the order of the courses, which is the one in which they join."""
        shelf.load(sections)
        places = [(*place, shelf.section(*place)[self.part]) for place in sorted(sections, key=shelf.order)]
        return dict.fromkeys(f"{course}/{section}/{key}" for course, section, keys in places for key in keys)

    @override
    def faces(self, person: Person, keys: Collection[str], shelf: Shelf) -> Mapping[str, Face]:
        places = {key: key.split("/") for key in keys if key.count("/") == 2}
        shelf.load((course, section) for course, section, _ in places.values())
        found = {}
        for key, (course, section, name) in places.items():
            entry = shelf.section(course, section)[self.part].get(name)
            if entry is not None:
                found[key] = self.face(shelf.living(course, entry), course, section, shelf)
        return found

    def face(self, entry: Mapping[str, str], course: str, section: str, shelf: Shelf) -> Face:
        return Face(
            front=entry["front"],
            back=entry["back"],
            tags=[*entry["tags"]],
            **origin(course, section, entry["key"], shelf),
        )


class Aids(Cards):
    """Memory aids: `course/section/aid`. They join by choice alone."""

    part = "aids"

    @override
    def seen(self, shelf: Shelf) -> Collection[str]:
        return ()

    @override
    def face(self, entry: Mapping[str, str], course: str, section: str, shelf: Shelf) -> Face:
        return Face(
            front=format_html("{}", entry["title"]),
            back=entry["html"],
            tags=[entry["kind"].capitalize()],
            **origin(course, section, entry["key"], shelf),
        )


def origin(course: str, section: str, part: str, shelf: Shelf) -> dict[str, str]:
    outline, title = shelf.outline(course), shelf.section(course, section)["title"]
    number = outline["numbers"].get(section)
    where = f"From section {number}, {title}" if number else f"From {title}"
    return {"origin": where, "address": f"{outline['address']}{section}/#{part}"}


class Terms(Kind):
    """Entries of a course's glossary: `course/term`. They join by choice alone."""

    @override
    def there(self, shelf: Shelf) -> Collection[str]:
        return {f"{course}/{term}" for course in shelf.outlines for term in shelf.outline(course)["terms"]}

    @override
    def faces(self, person: Person, keys: Collection[str], shelf: Shelf) -> Mapping[str, Face]:
        places = {key: key.split("/") for key in keys if key.count("/") == 1}
        found = {key: shelf.outline(course)["terms"].get(term) for key, (course, term) in places.items()}
        return {key: self.face(entry, places[key][0], shelf) for key, entry in found.items() if entry is not None}

    def face(self, entry: Mapping[str, str], course: str, shelf: Shelf) -> Face:
        outline, living = shelf.outline(course), shelf.living(course, entry)
        return Face(
            front=format_html("{}", entry["title"]),
            back=format_html("<p>{}</p>", entry["short"]) + living["html"],
            tags=["Glossary"],
            origin=f"From the glossary of {outline['title']}",
            address=f"{outline['address']}glossary/#term-{entry['key']}",
            words="open in glossary",
        )


class OwnCards(Kind):
    """What a person wrote for themselves."""

    @override
    def faces(self, person: Person, keys: Collection[str], shelf: Shelf) -> Mapping[str, Face]:
        return {card.key: self.face(card) for card in OwnCard.objects.filter(person=person, key__in=keys)}

    def face(self, card: OwnCard) -> Face:
        return Face(
            front=rendered(card.front, Targets()),
            back=rendered(card.back, Targets()),
            tags=card.tags,
            origin="Your own card",
            address=reverse("reviewing:change", args=[card.key]),
            words="edit this card",
        )
