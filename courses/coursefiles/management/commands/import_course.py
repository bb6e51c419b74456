"""`manage.py import_course FOLDER`: makes the site say what a course folder says."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.coursefiles.facts import CourseRefused
from courses.coursefiles.importing import Report, import_course

WORDS = {"new": "new", "changed": "changed", "unchanged": "as it was", "gone": "no longer in the folder: removed"}


class Command(BaseCommand):
    help = "Import a course from its folder. It may be repeated; with a mistake anywhere nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the course's folder, for example courses/demo")

    def handle(self, *_: Any, folder: Path, verbosity: int, **__: Any) -> None:
        try:
            report = import_course(folder)
        except CourseRefused as refused:
            raise CommandError(f"Nothing was imported. Mend this first:\n{refused}") from None
        if verbosity:
            self.stdout.write("\n".join(lines_of(report)))


def lines_of(report: Report) -> list[str]:
    """A line a demo, in the words of the report."""
    return [f"demo {key}: {words}" for field, words in WORDS.items() for key in getattr(report, field)]
