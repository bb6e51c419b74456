"""The person: one account, known by an e-mail address, with one role; and the devices on which they are signed in."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.people import People, normal_email
from accounts.roles import Role
from accounts.time_zones import check_time_zone, zone_named


class Person(AbstractBaseUser):
    """Rights follow from the role alone: there is no flag, group or permission row that could disagree with it."""

    email = models.EmailField(
        "e-mail",
        max_length=254,
        unique=True,
        error_messages={"unique": "There is already an account with this e-mail address."},
    )
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=Role, default=Role.LEARNER)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[check_time_zone], help_text="by its IANA name; empty while nobody knows"
    )

    letter_shortcuts = models.BooleanField(null=True, help_text="unknown while only their browsers have been told")

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [
            # Together with unique=True: two addresses that differ in case alone are one account.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_is_in_lower_case"),
            models.CheckConstraint(condition=~models.Q(email=""), name="person_has_an_email"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="person_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_email(self.email)
        super().save(*args, **kwargs)

    @property
    def letters(self) -> str:
        """Whether single letters are shortcuts, as pages say it to their scripts: “on”, “off”, or “” while unknown."""
        return {True: "on", False: "off", None: ""}[self.letter_shortcuts]

    @property
    def zone(self) -> ZoneInfo:
        """Where their days are counted."""
        return zone_named(self.time_zone)

    @property
    def is_instructor(self) -> bool:
        return self.role == Role.INSTRUCTOR

    @property
    def is_operator(self) -> bool:
        return self.role == Role.OPERATOR

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens at all; what an instructor finds in it is their own courses."""
        return self.is_active and (self.is_instructor or self.is_operator)

    @property
    def is_superuser(self) -> bool:
        return self.is_active and self.is_operator

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002 (Django's admin asks in these words)
        return self.is_superuser

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:  # noqa: ARG002
        return self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        return self.is_superuser


class Device(models.Model):
    """A browser session in which a person is signed in. `name` is kept in words; no address, nothing else of it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("-seen_at", "-pk")

    def __str__(self) -> str:
        return self.name
