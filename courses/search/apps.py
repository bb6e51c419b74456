"""Tells Django of the app."""

from django.apps import AppConfig


class Search(AppConfig):
    name = "courses.search"
    label = "search"
