"""The catalogue: the courses that can be read now, by programme, with filters that say what they leave."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.classroom.reading.readable import OF_A_PROGRAMME, Card, readable_courses
from courses.content.models import ProgrammeKind

GROUPS = {
    "kind": "Programme",
    "grades": "Grade band",
    "subject": "Field or curriculum",
    "has": "Has",
    "length": "Time to read",
}
LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": {str(value): str(label) for value, label in ProgrammeKind.choices},
    "has": {"demos": "Demos", "exercises": "Exercises"},
    "length": {"short": "Under 1 hour", "middle": "1 to 5 hours", "long": "Over 5 hours"},
}

type Chosen = Mapping[str, frozenset[str]]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    cards = readable_courses()
    chosen = {group: frozenset(request.GET.getlist(group)) & values_of(cards, group) for group in GROUPS}
    shown = [card for card in cards if card.answers(chosen)]
    context = {
        "cards": cards,
        "shown": shown,
        "kinds": by_programme(shown, chosen),
        "filters": [told for group in GROUPS if (told := filter_of(cards, group, chosen))["options"]],
        "chosen": sum(map(len, chosen.values())),
    }
    return render(request, "reading/catalogue.html", context)


def values_of(cards: Sequence[Card], group: str) -> frozenset[str]:
    return frozenset[str]().union(*(card.traits[group] for card in cards))


def filter_of(cards: Sequence[Card], group: str, chosen: Chosen) -> dict[str, Any]:
    """The group's choices, each with how many courses it leaves beside what is chosen in the other groups."""
    left = [card for card in cards if card.answers(chosen, but=group)]
    options = [
        {
            "value": value,
            "label": LABELS.get(group, {}).get(value, value),
            "count": sum(value in card.traits[group] for card in left),
            "is_chosen": value in chosen[group],
        }
        for value in sorted(values_of(cards, group), key=order_in(group))
    ]
    return {"name": group, "title": GROUPS[group], "options": options}


def order_in(group: str) -> Callable[[str], tuple[int, str]]:
    known = list(LABELS.get(group, ()))
    return lambda value: (known.index(value) if value in known else first_number(value), value)


def first_number(text: str) -> int:
    """So that grades 9 and 10 come before 11 and 12."""
    found = re.search(r"[0-9]{1,4}", text)
    return int(found[0]) if found else 0


def by_programme(cards: Iterable[Card], chosen: Chosen) -> list[dict[str, Any]]:
    """Academic in bands of grades and curriculum, professional in fields, then what is in no programme."""
    kinds: dict[str, dict[tuple[Any, ...], Any]] = {kind: {} for kind in (*ProgrammeKind.values, "")}
    for card in cards:
        for programme in shown_programmes(card, chosen) or [{"kind": "", "grades": "", "subject": "", "title": ""}]:
            name = (programme["grades"], programme["subject"])
            band = kinds[programme["kind"]].setdefault(name, {**programme, "places": []})
            band["places"].append({"card": card, "programme": programme["title"]})
    return [
        {"kind": kind, "title": LABELS["kind"].get(kind, "More courses"), "bands": in_order(bands)}
        for kind, bands in kinds.items()
        if bands
    ]


def in_order(bands: Mapping[tuple[str, str], Any]) -> list[Any]:
    return [bands[name] for name in sorted(bands, key=lambda name: (first_number(name[0]), *name))]


def shown_programmes(card: Card, chosen: Chosen) -> Sequence[Mapping[str, Any]]:
    """Under which of its programmes it is shown: those with all of what is chosen, else those with some of it."""
    wanted = {group: chosen[group] for group in OF_A_PROGRAMME if chosen[group]}
    fit = [[each[group] in values for group, values in wanted.items()] for each in card.programmes]
    whole = [each for each, answers in zip(card.programmes, fit, strict=True) if all(answers)]
    return whole or [each for each, answers in zip(card.programmes, fit, strict=True) if any(answers)]
