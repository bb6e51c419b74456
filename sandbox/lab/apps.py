"""Tells Django of the app."""

from django.apps import AppConfig


class Lab(AppConfig):
    name = "sandbox.lab"
    label = "lab"
