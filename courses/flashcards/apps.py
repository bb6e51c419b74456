"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Flashcards(AppConfig):
    name = "courses.flashcards"
    label = "flashcards"

    def ready(self) -> None:
        hold("courses.flashcards.held")
