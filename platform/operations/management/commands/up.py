"""Runs the whole site in one terminal, for trying and developing it on one's own machine."""

import signal
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operations.together.beforehand import CannotStart
from operations.together.log import PrefixedLog
from operations.together.site import run_site

USAGE = 2


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"“{text}” is no port: write a number from 1 to 65535")
    return int(text)


class Command(BaseCommand):
    help = "Runs everything in one terminal: Redis, the web server, the workers, beat, the sandbox runner."
    # Django's checks would open the database before it is chosen, and tell of a bad one by a traceback.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="the port on 127.0.0.1 (8000)")

    def handle(self, *_args: Any, port: int, **_options: Any) -> None:
        log = PrefixedLog()
        for number in (signal.SIGTERM, signal.SIGHUP):  # until the parts run, they end it as Ctrl-C does
            signal.signal(number, signal.default_int_handler)
        try:
            sys.exit(run_site(port, log))
        except CannotStart as reason:
            log.tell(str(reason))
            sys.exit(USAGE)
        except KeyboardInterrupt:
            log.tell("Stopped before everything had started.")
