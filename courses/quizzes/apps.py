"""Tells Django of the app."""

from django.apps import AppConfig


class Quizzes(AppConfig):
    name = "courses.quizzes"
    label = "quizzes"
