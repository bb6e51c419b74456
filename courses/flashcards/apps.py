"""Tells Django of the app."""

from django.apps import AppConfig


class Flashcards(AppConfig):
    name = "courses.flashcards"
    label = "flashcards"
