"""`manage.py import_course FOLDER`: makes the site say what a course folder says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.content.facts.mistakes import CourseRefused
from courses.coursefiles.importing import EditedHere, Imported, import_course


class Command(BaseCommand):
    help = "Import a course from its folder. It may be repeated; with a mistake anywhere nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the course's folder, for example courses/demo/python-advance")
        parser.add_argument(
            "--publish", action="store_true", help="publish what changed, but for sections in preparation"
        )

        parser.add_argument(
            "--keep-edits", action="store_true", help="leave the course alone where it was edited on the site since"
        )

    def handle(self, *_: Any, folder: Path, publish: bool, keep_edits: bool, verbosity: int, **__: Any) -> None:
        try:
            imported = import_course(folder, publish=publish, keep_edits=keep_edits)
        except EditedHere as told:
            self.stderr.write(str(told))
            return
        except CourseRefused as refused:
            raise CommandError(f"Nothing was imported. Mend this first:\n{refused}") from None
        if verbosity:
            self.stdout.write("\n".join(lines_of(imported, verbosity=verbosity)))


def lines_of(imported: Imported, *, verbosity: int) -> Iterator[str]:
    """A line for each thing that was done; with a verbosity of 2, also for what stayed as it was."""
    report = imported.report
    yield from (f"{name}: new" for name in report.new)
    yield from (f"{name}: changed ({', '.join(pieces)})" for name, pieces in report.changed.items())
    yield from (f"{name}: no longer in the folder, so nobody reads it any more" for name in report.gone)
    if verbosity > 1 or not (report.new or report.changed or report.gone):
        yield f"{len(report.unchanged)} things: as they were"
    yield from (f"section {key}: published" for key in imported.published)
    yield from (str(warning) for warning in imported.warnings)
