"""Who may do what to a course: asked of the person and the course, wherever an address leads."""

from typing import Any

from accounts.models import Person
from courses.content.models import AuthorRole, Course

WRITERS = (AuthorRole.OWNER, AuthorRole.EDITOR, AuthorRole.ASSISTANT)
PUBLISHERS = (AuthorRole.OWNER, AuthorRole.EDITOR)
OWNERS = (AuthorRole.OWNER,)


def has_role(person: Any, course: Course | None, roles: tuple[AuthorRole, ...]) -> bool:
    """Operators have every role in every course; learners none, whatever row there may be."""
    if not isinstance(person, Person) or not person.is_staff or course is None:
        return False
    return person.is_superuser or course.authors.filter(person=person, role__in=roles).exists()


def may_write(person: Any, course: Course | None) -> bool:
    return has_role(person, course, WRITERS)


def may_publish(person: Any, course: Course | None) -> bool:
    return has_role(person, course, PUBLISHERS)


def may_own(person: Any, course: Course | None) -> bool:
    """Name authors, and delete the course."""
    return has_role(person, course, OWNERS)
