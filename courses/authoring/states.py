"""Where a section stands, in a word and a shape; and its parts with the ways to their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.content.correspondence import PART_KINDS
from courses.content.facts.as_json import to_json
from courses.content.models import Section
from courses.content.telling import told_section


@dataclass(frozen=True, kw_only=True)
class State:
    """`shape` is a full, half, empty or crossed dot; `word` says the same."""

    shape: str
    word: str


def state_of(section: Section) -> State:
    newest = section.publications.only("number", "facts", "visible_from").first()
    if section.is_withdrawn:
        return State(shape="crossed", word="Withdrawn")
    if section.awaits_publication:
        return State(shape="half", word="Back by an import, not published since")
    if newest is None:
        return State(shape="empty", word="In preparation" if section.in_preparation else "Draft, never published")
    if newest.visible_from > timezone.now():
        return State(shape="half", word=f"Publication {newest.number}, from {newest.visible_from:%d %B %Y %H:%M} on")
    if newest.facts != to_json(told_section(section)):
        return State(shape="half", word=f"Changed since publication {newest.number}")
    return State(shape="full", word=f"Publication {newest.number}")


def parts_of(section: Section) -> Sequence[Mapping[str, Any]]:
    """Each kind of part, with its rows, and the addresses to change them and to add one."""
    kinds = []
    for kind in PART_KINDS:
        model = kind.row._meta  # noqa: SLF001
        name = f"admin:content_{model.model_name}"
        rows = [
            {"row": row, "address": reverse(f"{name}_change", args=[row.pk])}
            for row in getattr(section, kind.attribute).all()
        ]
        kinds.append(
            {
                "title": str(model.verbose_name_plural).capitalize(),
                "one": str(model.verbose_name),
                "rows": rows,
                "add": f"{reverse(f'{name}_add')}?section={section.pk}",
            }
        )
    return kinds
