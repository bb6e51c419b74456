"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Enrollment(AppConfig):
    name = "courses.enrollment"
    label = "enrollment"

    def ready(self) -> None:
        hold("courses.enrollment.held")
