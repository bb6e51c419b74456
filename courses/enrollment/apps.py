"""Tells Django of the app."""

from django.apps import AppConfig


class Enrollment(AppConfig):
    name = "courses.enrollment"
    label = "enrollment"
