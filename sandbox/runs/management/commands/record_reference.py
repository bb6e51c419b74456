"""`manage.py record_reference`: writes a comparison as a file, to stand beside those of other sites."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from sandbox.runs.models import Submission
from sandbox.runs.reference_file import ReferenceRefused, written
from sandbox.runs.references import facts_of


class Command(BaseCommand):
    help = "Write a finished comparison, its times and timelines, to standard output: record_reference ID > FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("submission", metavar="SUBMISSION", help="as in the address of its page: /runs/SUBMISSION/")
        parser.add_argument("--machine", required=True, metavar="NAME", help="what readers are told of this machine")
        parser.add_argument("--although-busy", action="store_true", help="although others used the cores meanwhile")

    def handle(self, *_: Any, submission: str, machine: str, although_busy: bool, **__: Any) -> None:
        try:
            text = written(facts_of(self.found(submission), machine=machine, although_busy=although_busy))
        except ReferenceRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(text, ending="")

    def found(self, number: str) -> Submission:
        try:
            found: Submission = Submission.objects.get(pk=number)
        except (Submission.DoesNotExist, ValidationError):
            raise CommandError(f"There is no submission {number}.") from None
        return found
