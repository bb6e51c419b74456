"""Levels that somebody has won, each once, at their best."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Win(models.Model):
    """A level of the campaign by its key, which stays when its text is edited. `switches`: the fewest so far."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wins")
    level = models.SlugField()
    switches = models.PositiveSmallIntegerField()
    won_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "level"], name="win_is_one_for_each_person_and_level"),
        ]

    def __str__(self) -> str:
        return f"{self.level} in {self.switches}"
