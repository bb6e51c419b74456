"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Content(AppConfig):
    name = "courses.content"
    label = "content"

    def ready(self) -> None:
        hold("courses.content.held")
