"""What a person sets for all of the site: where their days are counted, and whether letters are shortcuts."""

from accounts.models import Person
from accounts.time_zones import check_time_zone


def set_time_zone(person: Person, name: str) -> None:
    """Raises ValidationError where there is no such zone. What is due stays due; days are counted there from now on."""
    check_time_zone(name)
    Person.objects.filter(pk=person.pk).update(time_zone=name)
    person.time_zone = name


def set_letters(person: Person, *, are_on: bool) -> None:
    Person.objects.filter(pk=person.pk).update(letter_shortcuts=are_on)
    person.letter_shortcuts = are_on
