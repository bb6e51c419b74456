"""Tells Django of the app."""

from django.apps import AppConfig


class Operations(AppConfig):
    name = "operations"
    label = "operations"
