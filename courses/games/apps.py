"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Games(AppConfig):
    name = "courses.games"
    label = "games"

    def ready(self) -> None:
        hold("courses.games.held")
