"""The person: one account, known by an e-mail address, with one role."""

from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    pass
