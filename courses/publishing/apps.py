"""Tells Django of the app."""

from django.apps import AppConfig


class Publishing(AppConfig):
    name = "courses.publishing"
    label = "publishing"
