"""Tells Django of the app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "accounts"
    label = "accounts"
