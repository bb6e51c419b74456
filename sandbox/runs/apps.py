"""Tells Django of the app."""

from django.apps import AppConfig


class Runs(AppConfig):
    name = "sandbox.runs"
    label = "runs"
