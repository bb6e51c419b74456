"""Drafts: what people made of a demo's programs, kept for them until they ask for the author's text again."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """It hangs on keys, not on rows: a demo that is imported again, or comes back after an absence, finds it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    demo_key = models.SlugField()
    variant_key = models.SlugField()
    source = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "demo_key", "variant_key"], name="draft_is_one_for_each_program"),
        ]

    def __str__(self) -> str:
        return f"{self.demo_key}, {self.variant_key}"
