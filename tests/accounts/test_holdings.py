"""Every foreign key to a person is held by its app, to be taken along and erased, or left out for a reason."""

from collections.abc import Iterator

from django.apps import apps

from accounts.holdings import holdings, left_out
from accounts.models import Person
from tests.accounts.belongings import give_everything


def links_to_people() -> Iterator[str]:
    """Of every installed model, also of packages: “app.Model.field”."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.concrete and field.related_model is Person:
                yield f"{model._meta.label}.{field.name}"


def unaccounted(links: set[str]) -> set[str]:
    return links - {link for holding in holdings() for link in holding.links} - left_out().keys()


def test_every_foreign_key_to_a_person_is_held_or_left_out_with_its_reason():
    assert not unaccounted(set(links_to_people()))


def test_a_new_foreign_key_that_nobody_thought_of_is_noticed():
    assert unaccounted({"games.Win.person", "games.Duel.challenger"}) == {"games.Duel.challenger"}


def test_nothing_is_held_that_is_not_there():
    told = {link for holding in holdings() for link in holding.links} | left_out().keys()

    assert told == set(links_to_people())


def test_what_is_left_out_says_why():
    assert all(why.endswith(".") and len(why) > 20 for why in left_out().values())


def test_names_are_those_of_files_and_each_is_one():
    names = [holding.name for holding in holdings()]

    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)


def test_each_holding_finds_what_is_held_and_nothing_of_others(ada: Person, barbara: Person):
    give_everything(ada)

    assert not [holding.name for holding in holdings() if not list(holding.rows(ada))]
    assert [holding.name for holding in holdings() if list(holding.rows(barbara))] == ["account"]
