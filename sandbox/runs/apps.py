"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Runs(AppConfig):
    name = "sandbox.runs"
    label = "runs"

    def ready(self) -> None:
        hold("sandbox.runs.held")
