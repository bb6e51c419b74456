"""Tells Django of the app."""

from django.apps import AppConfig


class Exercises(AppConfig):
    name = "courses.exercises"
    label = "exercises"
