"""Demos: authored programs with variants and parameters."""

from django.db import models


class Demo(models.Model):
    key = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.key
