"""How people are made and looked up: by e-mail address, whatever its case."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

from accounts.roles import Role

if TYPE_CHECKING:
    from accounts.models import Person


def normal_email(email: str) -> str:
    """The one form in which an address is kept: without blanks around it, in lower case."""
    return email.strip().lower()


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A saved person; without a password they sign in by passkey or e-mail code."""
        person = self.model(email=normal_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, **{**fields, "role": Role.OPERATOR})

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=normal_email(username or ""))

    async def aget_by_natural_key(self, username: str | None) -> "Person":
        return await self.aget(email=normal_email(username or ""))
