"""Tells Django of the app, and accounts of what it holds of people."""

from importlib import import_module

from django.apps import AppConfig

from accounts.holdings import hold


class Accounts(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        hold("accounts.held")
        import_module("accounts.seeing")  # it hears of every sign-in from then on
