"""Tells Django of the app."""

from django.apps import AppConfig


class Games(AppConfig):
    name = "courses.games"
    label = "games"
