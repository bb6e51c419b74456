"""Kinds of notes: their fields, and the templates by which a note becomes cards. In two forms of Anki's database."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CLOZE = 1
VARINT, FIXED_64, LENGTH, FIXED_32 = 0, 1, 2, 5


class Unreadable(ValueError):
    """A kind of notes that says nothing we can read."""


@dataclass(frozen=True, kw_only=True)
class Notetype:
    """`templates`: question and answer of each; a cloze has one of them for all its cards."""

    fields: Sequence[str]
    templates: Sequence[tuple[str, str]]
    is_cloze: bool = False


def notetypes(database: sqlite3.Connection) -> Mapping[int, Notetype]:
    """By their numbers. Raises Unreadable."""
    has_tables = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'notetypes'").fetchone()
    try:
        return in_tables(database) if has_tables else in_json(database)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        raise Unreadable from None


def in_json(database: sqlite3.Connection) -> dict[int, Notetype]:
    (models,) = database.execute("SELECT models FROM col").fetchone()
    return {int(number): told(model) for number, model in json.loads(models).items()}


def told(model: Mapping[str, Any]) -> Notetype:
    return Notetype(
        fields=[str(field["name"]) for field in sorted(model["flds"], key=lambda field: int(field["ord"]))],
        templates=[
            (str(each["qfmt"]), str(each["afmt"])) for each in sorted(model["tmpls"], key=lambda each: int(each["ord"]))
        ],
        is_cloze=int(model.get("type", 0)) == CLOZE,
    )


def in_tables(database: sqlite3.Connection) -> dict[int, Notetype]:
    found = {}
    for number, config in database.execute("SELECT id, config FROM notetypes").fetchall():
        fields = database.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", [number])
        templates = database.execute("SELECT config FROM templates WHERE ntid = ? ORDER BY ord", [number])
        found[int(number)] = Notetype(
            fields=[name for (name,) in fields],
            templates=[sides(bytes(each)) for (each,) in templates],
            is_cloze=dict(message(bytes(config))).get(1) == CLOZE,
        )
    return found


def sides(config: bytes) -> tuple[str, str]:
    """Question and answer are the first two fields of a template's message."""
    said = dict(message(config))
    question, answer = said.get(1, b""), said.get(2, b"")
    if not isinstance(question, bytes) or not isinstance(answer, bytes):
        raise Unreadable
    return question.decode(), answer.decode()


def message(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message in the wire format of protocol buffers: number and value."""
    place = 0
    while place < len(content):
        tag, place = varint(content, place)
        number, form = tag >> 3, tag & 7
        if form == VARINT:
            value, place = varint(content, place)
            yield number, value
            continue
        size, place = varint(content, place) if form == LENGTH else ({FIXED_64: 8, FIXED_32: 4}[form], place)
        if place + size > len(content):
            raise Unreadable
        yield number, content[place : place + size]
        place += size


def varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = content[place]
        value |= (byte & 0x7F) << shift
        place += 1
        if byte < 0x80:
            return value, place
    raise Unreadable
