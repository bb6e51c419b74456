"""`manage.py load_reference`: keeps a reference that another machine recorded, the newest of its subject alone."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.runs.reference_file import MOST_BYTES, ReferenceRefused, read
from sandbox.runs.references import keep


class Command(BaseCommand):
    help = "Keep the reference of a file that record_reference wrote; - reads standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def handle(self, *_: Any, file: str, **__: Any) -> None:
        try:
            kept = keep(read(contents(file)))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except ReferenceRefused as refused:
            raise CommandError(f"{refused} Nothing was loaded.") from None
        self.stdout.write(
            f"Loaded the reference of {kept.subject}: {len(kept.runs)} runs on {kept.machine}, "
            f"{kept.cores} core{'s' if kept.cores > 1 else ''}, Python {kept.python}, {kept.made_on}."
        )


def contents(file: str) -> bytes:
    """No more than is wanted to see that a file is too large."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
