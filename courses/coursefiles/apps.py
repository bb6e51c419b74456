"""Tells Django of the app."""

from django.apps import AppConfig


class CourseFiles(AppConfig):
    name = "courses.coursefiles"
    label = "coursefiles"
