"""What the checker finds, for an author: each with a link to the form, and the field, where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from courses.content.facts.mistakes import Mistake

#: Pieces are mended on the form of what they belong to.
PARENTS = {
    "content.turn": "dialogue",
    "content.option": "question",
    "content.variant": "demo",
    "content.parameter": "demo",
    "content.demofile": "demo",
}


OWN_FILES = ("course.toml", "section.toml", "demo.toml")
"""Files of one thing alone."""
PIECES = {"content.turn": "turns", "content.option": "options"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    sentence: str
    is_warning: bool
    where: str
    address: str


def findings(mistakes: Sequence[Mistake]) -> list[Finding]:
    return [
        Finding(
            sentence=each.sentence,
            is_warning=each.is_warning,
            where=where(each),
            address=address_of(each),
        )
        for each in sorted(mistakes, key=lambda mistake: mistake.is_warning)
    ]


def where(mistake: Mistake) -> str:
    """Of the parts of a kind, which share a file, the one is named by its title."""
    path, title = mistake.path, title_of(mistake)
    name = f"demo {path.parent.name}" if path.name == "demo.toml" else path.stem.replace("-", " ")
    named = f"{name}, “{title}”" if title else name
    return f"{named}, {mistake.at.replace('_', ' ')}" if mistake.at else named


def title_of(mistake: Mistake) -> str:
    """Nothing of what has none, and of the outline, of which each has a page of its own."""
    if mistake.row is None or mistake.path.name in OWN_FILES:
        return ""
    label, pk = mistake.row
    row = apps.get_model(label).objects.filter(pk=pk).first()
    return str(getattr(getattr(row, PARENTS.get(label, ""), row), "title", ""))


def address_of(mistake: Mistake) -> str:
    """Of the form, with the field's anchor; "" where there is no row."""
    if mistake.row is None:
        return ""
    label, pk = mistake.row
    at = field_of(mistake)
    if label in PARENTS:
        row = apps.get_model(label).objects.filter(pk=pk).first()
        label, pk = f"content.{PARENTS[label]}", getattr(row, f"{PARENTS[label]}_id", 0)
    try:
        page = reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
    except NoReverseMatch:
        return ""
    return f"{page}#id_{at}" if at else page


def field_of(mistake: Mistake) -> str:
    """The name of the field on its form: pieces stand on it one after another, counted from 0."""
    assert mistake.row is not None
    label, pk = mistake.row
    if label in PIECES:
        model = apps.get_model(label)
        parent = {PARENTS[label]: model.objects.filter(pk=pk).values(PARENTS[label])[:1]}
        places = list(model.objects.filter(**parent).values_list("pk", flat=True))
        return f"{PIECES[label]}-{places.index(pk)}-{mistake.at}" if pk in places else ""
    table, number, *rest = [*mistake.at.split("."), "", ""]
    if not number:
        return mistake.at
    return f"{table}-{int(number) - 1}-{rest[0]}" if number.isdecimal() and rest[0] else ""
