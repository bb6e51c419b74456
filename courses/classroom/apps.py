"""Tells Django of the app."""

from django.apps import AppConfig


class Classroom(AppConfig):
    name = "courses.classroom"
    label = "classroom"
