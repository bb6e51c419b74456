"""Who asks for a run: a person, or a visitor known by their browser's session."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.models import Person
from sandbox.runs.crowds import crowd_of

VISITOR = "runs.visitor"
"""The visitor's name in the session: the session's own key changes when they sign in, and their runs stay theirs."""


@dataclass(frozen=True, kw_only=True)
class Asker:
    """`visitor` is "" for a person, unless this browser asked for runs before they signed in in it.

    `address` serves the limit on visitors alone. It is the client's own: behind a proxy the server must be told to
    trust the proxy's header (uvicorn's --proxy-headers), or all visitors look like one.
    """

    person: Person | None
    visitor: str
    address: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asker":
        """The asker behind a request. A visitor's session is made to exist, so that they can find their runs again."""
        person = request.user if isinstance(request.user, Person) else None
        visitor = request.session.get(VISITOR, "")
        if person is None and not visitor:
            visitor = request.session[VISITOR] = uuid.uuid4().hex
        if not request.session.session_key:
            request.session.save()
        return cls(person=person, visitor=visitor, address=request.META.get("REMOTE_ADDR", ""))

    @classmethod
    def known(cls, request: HttpRequest) -> "Asker | None":
        """The asker where there already is one: to look at a page makes nobody a visitor."""
        return cls.of(request) if request.user.is_authenticated or VISITOR in request.session else None

    @property
    def owner(self) -> str:
        """Whose runs the asker's are, as one word; the same word as `Submission.owner`."""
        return f"person-{self.person.pk}" if self.person else f"visitor-{self.visitor}"

    @property
    def crowd(self) -> str:
        """With whom a visitor shares an address; "" for a person, who counts for themselves wherever they are."""
        return "" if self.person else crowd_of(self.address)
