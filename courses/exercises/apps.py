"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Exercises(AppConfig):
    name = "courses.exercises"
    label = "exercises"

    def ready(self) -> None:
        hold("courses.exercises.held")
