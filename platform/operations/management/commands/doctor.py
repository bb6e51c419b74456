"""Examines an installation, and says what to do where something is not as it should be."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operations.doctor.diagnosis import State
from operations.doctor.examining import examine_all
from operations.doctor.telling import as_text


class Command(BaseCommand):
    help = "Examines this installation: exit status 0 when nothing is broken, 1 when something is."
    # Django's checks would open the database, and a doctor is called when it does not answer.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="the findings as one list of objects")
        parser.add_argument("--walls", action="store_true", help="try every wall around programs as well, on this host")

    def handle(self, *_args: Any, walls: bool, json: bool, **_options: Any) -> None:
        found = examine_all(walls=walls)
        self.stdout.write(as_json(found) if json else as_text(found))
        sys.exit(any(each.state is State.BAD for each in found))


def as_json(found: list[Any]) -> str:
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)
