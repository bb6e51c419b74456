"""`manage.py export_course KEY FOLDER`: writes a course as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.content.models import Course
from courses.coursefiles.exporting import FolderTaken, export_course
from courses.coursefiles.folder import NoPlainName


class Command(BaseCommand):
    help = "Export a course into a folder. Importing it and exporting it again gives the same bytes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the course's key, as in its address")
        parser.add_argument("folder", type=Path, help="an empty folder, or one that holds an earlier export")

    def handle(self, *_: Any, key: str, folder: Path, **__: Any) -> None:
        course = Course.objects.filter(key=key).first()
        if course is None:
            known = ", ".join(Course.objects.values_list("key", flat=True)) or "none yet"
            raise CommandError(f"There is no course “{key}”. There are: {known}.")
        try:
            count = export_course(course, folder)
        except (FolderTaken, NoPlainName) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{count} files in {folder}")
