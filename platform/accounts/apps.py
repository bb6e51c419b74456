"""Tells Django of the app, and accounts of what it holds of people."""

from django.apps import AppConfig

from accounts.holdings import hold


class Accounts(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        hold("accounts.held")
