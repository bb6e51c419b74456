"""`manage.py forget_reference`: takes a subject's reference away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.runs.references import forget


class Command(BaseCommand):
    help = "Forget the reference of a subject, like demo:sum-of-squares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", metavar="SUBJECT")

    def handle(self, *_: Any, subject: str, **__: Any) -> None:
        if not forget(subject):
            raise CommandError(f"There is no reference of {subject}.")
        self.stdout.write(f"Forgot the reference of {subject}.")
