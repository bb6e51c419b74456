"""`manage.py import_course FOLDER`: makes the site say what a course folder says."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.coursefiles.facts import CourseRefused
from courses.coursefiles.importing import Report, import_course


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
    """A line a demo: what was done with it."""
    return [
        *(f"demo {key}: new" for key in report.new),
        *(f"demo {key}: changed ({', '.join(pieces)})" for key, pieces in report.changed.items()),
        *(f"demo {key}: as it was" for key in report.unchanged),
        *(f"demo {key}: no longer in the folder, removed" for key in report.gone),
    ]
