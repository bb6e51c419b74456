"""Tags for questions: what a kind asks one to do, how credit comes about, and what there is to answer with."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from courses.content.asked.kinds import KINDS, Kind, Need, Shape
from courses.content.asked.typed import NUMBERS
from courses.quizzes.scoring.scoring import credit
from courses.quizzes.telling import PLACE_NAMES

register = template.Library()
LONG = {"predict the output"}


@register.simple_tag
def kind_of(question: Mapping[str, Any]) -> Kind:
    return KINDS[question["kind"]]


@register.simple_tag
def credit_of(question: Mapping[str, Any]) -> str:
    return credit(question["kind"])


@register.simple_tag
def percent(points: Fraction) -> int:
    return round(100 * points)


@register.simple_tag(takes_context=True)
def ask(context: template.Context, question: Mapping[str, Any]) -> SafeString:
    """What one answers with: a template for each shape."""
    rule = KINDS[question["kind"]]
    values = {"key": question["key"], **VALUES[rule.shape](question, rule)}
    if rule.shape is Shape.PLAYED:
        values["play"] = f"{context['address']}play/"
    if rule.shape is Shape.PUZZLED:
        values["arranged"] = context.get("arranged") or {"placed": [], "left": question["puzzle"]["lines"]}
    return mark_safe(render_to_string(template_of(rule), values))  # noqa: S308  (rendered by Django)


def template_of(rule: Kind) -> str:
    if rule.need is Need.GAPS:
        return "quizzes/_ask_gaps.html"
    return TEMPLATES[rule.shape]


def shown_options(question: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Number and HTML, in the order in which they are shown."""
    options = question["options"]
    return [(number, options[number]) for number in question.get("order") or range(len(options))]


def for_ticks(question: Mapping[str, Any], rule: Kind) -> dict[str, Any]:
    return {"options": shown_options(question), "is_single": rule.is_single}


def for_reasons(question: Mapping[str, Any], _rule: Kind) -> dict[str, Any]:
    shown, reasons = shown_options(question), set(question["reasons"])
    return {
        "options": [each for each in shown if each[0] not in reasons],
        "reasons": [each for each in shown if each[0] in reasons],
    }


def for_places(question: Mapping[str, Any], rule: Kind) -> dict[str, Any]:
    shown, places = shown_options(question), [strip_tags(each) for each in question["places"]]
    if rule.need is Need.GAPS:
        return {"gaps": places, "options": [(number, strip_tags(html)) for number, html in shown]}
    name = PLACE_NAMES[rule.need]
    named = [(str(number), f"{name} {place}".strip()) for number, place in enumerate(places)]
    return {"options": shown, "places": named, "name": "place", "none": "None of them"}


def for_ranks(question: Mapping[str, Any], _rule: Kind) -> dict[str, Any]:
    shown = shown_options(question)
    ranks = [(str(rank), f"Place {rank}") for rank in range(1, len(shown) + 1)]
    return {"options": shown, "places": ranks, "name": "rank", "none": "No place"}


def for_typing(question: Mapping[str, Any], _rule: Kind) -> dict[str, Any]:
    return {"is_long": question["kind"] in LONG, "is_number": question["kind"] in NUMBERS}


def for_puzzles(question: Mapping[str, Any], _rule: Kind) -> dict[str, Any]:
    return {"puzzle": question["puzzle"]}


def for_playing(question: Mapping[str, Any], _rule: Kind) -> dict[str, Any]:
    return {"goal": question["goal"]}


TEMPLATES = {
    Shape.TICKED: "quizzes/_ask_ticked.html",
    Shape.REASONED: "quizzes/_ask_reasoned.html",
    Shape.PLACED: "quizzes/_ask_placed.html",
    Shape.RANKED: "quizzes/_ask_placed.html",
    Shape.TYPED: "quizzes/_ask_typed.html",
    Shape.PUZZLED: "puzzles/_lines.html",
    Shape.PLAYED: "quizzes/_ask_played.html",
}
VALUES = {
    Shape.TICKED: for_ticks,
    Shape.REASONED: for_reasons,
    Shape.PLACED: for_places,
    Shape.RANKED: for_ranks,
    Shape.TYPED: for_typing,
    Shape.PUZZLED: for_puzzles,
    Shape.PLAYED: for_playing,
}
