"""What games hold of a person: the levels they have won."""

from collections.abc import Iterable

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from courses.games.models import Win


def wins(person: Person) -> Iterable[Row]:
    return rows_of(Win.objects.filter(person=person).order_by("pk"), "level", "switches", "won_at")


HOLDINGS = [
    Holding(
        name="stars",
        words="The levels of Play the scheduler that you have won, with your fewest switches.",
        links=["games.Win.person"],
        rows=wins,
    ),
]
