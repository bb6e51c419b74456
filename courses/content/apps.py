"""Tells Django of the app."""

from django.apps import AppConfig


class Content(AppConfig):
    name = "courses.content"
    label = "content"
