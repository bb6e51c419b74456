"""The parts of a section's page that are the same for every reader, as HTML: made once, kept in this process."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: The groups of the page that do not depend on who reads, but for the token in their forms.
STANDING = ("body", "dialogues", "book", "concepts", "examples", "aids", "cards", "practice", "references")
TOKEN = "\ue000token\ue001"  # noqa: S105  (a mark, no secret)
"""Stands where a form has the reader's token: characters that no text of a course holds."""
MOST_KEPT = 100
"""Pages: about 100 kB each."""

kept: OrderedDict[tuple[str, str], Mapping[str, SafeString]] = OrderedDict()


def standing_parts(document: Mapping[str, Any], outline: Mapping[str, Any], *, token: str) -> Mapping[str, SafeString]:
    """HTML by the group's id, and "terms"; `token` guards the forms of this reader.

    `document` is the context of the page that comes from the publication; `outline` that of the course.
    """
    parts = kept_parts(document, outline)
    if "practice" not in parts:
        return parts
    return {**parts, "practice": mark_safe(parts["practice"].replace(TOKEN, escape(token)))}  # noqa: S308


def kept_parts(document: Mapping[str, Any], outline: Mapping[str, Any]) -> Mapping[str, SafeString]:
    """A document never changes under its digest, so what is kept stays true."""
    key = (document["page"]["digest"], outline["digest"])
    parts = kept.pop(key, None) or made(document, outline)  # taken out and put in last: the longest unused goes first
    kept[key] = parts
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)
    return parts


def made(document: Mapping[str, Any], outline: Mapping[str, Any]) -> Mapping[str, SafeString]:
    context = {**document, "course": {"key": outline["key"], "outline": outline}, "csrf_token": TOKEN}
    names = [group["id"] for group in document["page"]["groups"] if group["id"] in STANDING]
    names += ["terms"] if document["terms"] else []
    return {name: render_to_string(f"reading/_{name}.html", context) for name in names}
