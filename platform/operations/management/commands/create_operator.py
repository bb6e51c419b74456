"""Makes an operator, the first one above all, and prints a link by which they choose a password."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from operations.promoting import make_operator, password_link


class Command(BaseCommand):
    help = "Makes EMAIL an operator and prints a link for choosing a password. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how the person is called; the start of the address otherwise")

    def handle(self, *_args: Any, email: str, name: str, **_options: Any) -> None:
        try:
            sentence = make_operator(email, name=name)
        except ValidationError:
            raise CommandError(f"“{email}” is no e-mail address.") from None
        days = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
        self.stdout.write(
            f"{sentence}\nTo choose a password, open this once within {days} days:\n{password_link(email)}"
        )
