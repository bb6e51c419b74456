"""Tells Django of the app."""

from django.apps import AppConfig


class Design(AppConfig):
    name = "design"
    label = "design"
