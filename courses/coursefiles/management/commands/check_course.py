"""`manage.py check_course FOLDER`: names every mistake of a course folder, and changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.content.facts.mistakes import CourseRefused
from courses.coursefiles.importing import checked_course


class Command(BaseCommand):
    help = "Check a course folder. Every mistake is named with its file and line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the course's folder, for example courses/demo/python-advance")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        try:
            course, warnings = checked_course(folder)
        except CourseRefused as refused:
            count = len(refused.mistakes)
            raise CommandError(f"{count} mistake{'s' if count > 1 else ''}:\n{refused}") from None
        for warning in warnings:
            self.stdout.write(str(warning))
        self.stdout.write(f"“{course.title}” has no mistakes: {len(list(course.sections()))} sections.")
