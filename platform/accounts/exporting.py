"""All that the site holds of a person as one zip file: for each kind a JSON file, a CSV beside it where it is a table.

It is written to a file on disk, row by row: what it weighs in memory does not grow with what somebody has done.
"""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import IO, Any

from asgiref.sync import sync_to_async
from django.core.serializers.json import DjangoJSONEncoder

from accounts.holdings import Holding, Row, holdings
from accounts.models import Person

CHUNK_BYTES = 256 * 1024
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
README = """Your data at Interleave
=======================

This is what Interleave holds of {person} ({email}), as of {now:%-d %B %Y, %H:%M} UTC.

Every kind is a JSON file: a list of entries, which any text editor shows and any program reads. Where entries make
sense as a table, a CSV file of the same name says the same for a spreadsheet. In the CSV files a cell that a
spreadsheet would take for a formula begins with an apostrophe. Times are in UTC.

{files}

What is not here: your password, which nobody knows (only what it is compared with is kept), the keys of your
passkeys, and the keys of your sessions, since whoever has those is you. What your runs printed, and their timelines,
are on the pages of the runs for as long as these are kept. What courses say is the courses'.
"""


def export(person: Person, now: datetime) -> IO[bytes]:
    """An open file, at its beginning, that is gone once it is closed."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 (it stays open while it travels)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        told = [line for holding in holdings() for line in pack(archive, holding, person)]
        said = README.format(person=person, email=person.email, now=now, files="\n".join(told))
        archive.writestr("README.txt", said)
    made.seek(0)
    return made


def pack(archive: zipfile.ZipFile, holding: Holding, person: Person) -> list[str]:
    """Writes the files of one kind; returns what the README says of them."""
    with archive.open(f"{holding.name}.json", "w") as member:
        count = write_json(member, holding.rows(person))
    names = f"{holding.name}.json"
    if holding.is_table and count:
        with archive.open(f"{holding.name}.csv", "w") as member:
            write_csv(member, holding.rows(person))
        names += f", {holding.name}.csv"
    return [f"{names}: {count} {'entry' if count == 1 else 'entries'}", f"    {holding.words}"]


def write_json(member: IO[bytes], rows: Iterable[Row]) -> int:
    """A list, an entry a line; how many there are."""
    count = 0
    member.write(b"[")
    for row in rows:
        member.write(b",\n " if count else b"\n ")
        member.write(json.dumps(dict(row), cls=DjangoJSONEncoder, ensure_ascii=False).encode("utf-8", "replace"))
        count += 1
    member.write(b"\n]\n")
    return count


def write_csv(member: IO[bytes], rows: Iterable[Row]) -> None:
    text = io.TextIOWrapper(member, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text)
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row.keys())
        writer.writerow([cell(value) for value in row.values()])
    text.detach()


def cell(value: Any) -> str:
    """As in the JSON file; but nothing is a formula, for a name may have been chosen by somebody else."""
    if value is None:
        return ""
    said = value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).strip('"')
    is_formula = isinstance(value, str) and said.startswith(FORMULA_BEGINS)
    return f"'{said}" if is_formula else said


async def chunks_of(made: IO[bytes]) -> AsyncIterator[bytes]:
    """The file bit by bit; closed at its end, and where the browser goes away."""
    try:
        while chunk := await sync_to_async(made.read)(CHUNK_BYTES):
            yield chunk
    finally:
        made.close()
