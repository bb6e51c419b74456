"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Classroom(AppConfig):
    name = "courses.classroom"
    label = "classroom"

    def ready(self) -> None:
        hold("courses.classroom.held")
