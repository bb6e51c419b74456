"""Erases somebody's account for them: who lost the way in, and wrote to the operator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.erasing import EraseRefused, erase, what_stays
from accounts.models import Person
from accounts.people import normal_email


class Command(BaseCommand):
    help = "Erases the account with EMAIL for good, with everything that hangs on it. Asks for the address once more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--sure", default="", metavar="EMAIL", help="the address again, where nobody can be asked")

    def handle(self, *_args: Any, email: str, sure: str, **_options: Any) -> None:
        person = Person.objects.filter(email=normal_email(email)).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {email}.")
        again = sure or input(f"This erases {person} ({person.email}) for good. Type the address again: ")
        if normal_email(again) != person.email:
            raise CommandError("That is another address. Nothing was erased.")
        try:
            erase(person)
        except EraseRefused as refused:
            raise CommandError(f"Nothing was erased. To them the page says: {refused}") from None
        self.stdout.write("\n".join([f"{email} is erased. To them the page says what stays:", *what_stays()]))
