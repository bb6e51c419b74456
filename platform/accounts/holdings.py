"""What the apps of the site hold of a person: told to accounts by each, so that all can be taken along and erased.

Accounts is below everybody and knows nobody: an app names the module in which its holdings stand, in its AppConfig.
A test walks all foreign keys to people, and fails where one is neither held nor left out with a reason.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import Person

ROWS_AT_ONCE = 100
modules: list[str] = []

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """What has to be done before an account can be erased: a sentence, and the address where it is done."""

    sentence: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What is held under one `name`, which names its files; `words` say what it is, to the person.

    `links`: the foreign keys by which it hangs on them, like “games.Win.person”.
    `rows`: plain values, read bit by bit, all with the same columns; `is_table`: they make sense as lines of a table.
    `stays`: what is left of it after an erasure, in a sentence.
    `hindrances`: inside the transaction that erases; it locks what it looks at.
    `before`: ends what is under way, outside of that transaction; safe to do twice.
    `erase`: what does not go with the row of the person; inside the transaction, further stores by `on_commit`.
    """

    name: str
    words: str
    rows: "Callable[[Person], Iterable[Row]]"
    links: Sequence[str] = ()
    is_table: bool = True
    stays: str = ""
    hindrances: "Callable[[Person], Sequence[Hindrance]]" = field(default=lambda _person: ())
    before: "Callable[[Person], None]" = field(default=lambda _person: None)
    erase: "Callable[[Person], None]" = field(default=lambda _person: None)


def hold(module: str) -> None:
    """Called by an app as it gets ready: `module` has HOLDINGS, and LEFT_OUT, reasons by link, where it has any."""
    if module not in modules:
        modules.append(module)


def holdings() -> list[Holding]:
    return [each for module in modules for each in import_module(module).HOLDINGS]


def left_out() -> dict[str, str]:
    """Why the foreign key is neither taken along nor erased with the person, by its link."""
    return {link: why for module in modules for link, why in getattr(import_module(module), "LEFT_OUT", {}).items()}


def rows_of(found: "QuerySet[Any]", /, *columns: str, **renamed: Any) -> Iterable[Row]:
    """The rows of a query as plain values, few of them in memory at a time."""
    return found.values(*columns, **renamed).iterator(ROWS_AT_ONCE)
