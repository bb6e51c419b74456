"""The demo people: a learner, an instructor and an operator with a password that everybody knows.

They exist on a machine of one's own and nowhere else: `up` makes them, and only where nobody else can come in.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection, transaction

from accounts.models import Person
from accounts.roles import Role
from courses.content.models import AuthorRole, Course, CourseAuthor

PASSWORD = "interleave"  # noqa: S105  (known to everybody, which is why these people live on loopback alone)
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


class NotOnlyHere(Exception):
    """Others could reach the site or its database: no account with a known password may exist there."""


def demo_email(role: Role) -> str:
    return f"{role.value}@interleave.example"


def make_demo_people() -> None:
    """Makes those that are missing, one for each role; raises NotOnlyHere where they must not exist."""
    check_that_nobody_else_comes_in()
    for role in Role:
        make_one(role)
    teach_everything(Person.objects.get(email=demo_email(Role.INSTRUCTOR)))


@transaction.atomic
def make_one(role: Role) -> None:
    email = demo_email(role)
    if not Person.objects.filter(email=email).exists():
        person = Person.objects.create_user(email, PASSWORD, name=f"Demo {role.value}", role=role)
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)


def teach_everything(instructor: Person) -> None:
    """The demo instructor owns the courses that nobody else writes."""
    for course in Course.objects.filter(authors=None):
        CourseAuthor.objects.create(course=course, person=instructor, role=AuthorRole.OWNER)


def check_that_nobody_else_comes_in() -> None:
    if not settings.IS_DEVELOPMENT:
        raise NotOnlyHere("Demo people exist in development alone.")
    if strangers := sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK):
        raise NotOnlyHere(f"The site answers at {', '.join(strangers)} too, so it gets no demo people.")
    host = connection.settings_dict["HOST"]
    if host and host not in LOOPBACK and not host.startswith("/"):
        raise NotOnlyHere(f"The database lies on another machine ({host}), so it gets no demo people.")
