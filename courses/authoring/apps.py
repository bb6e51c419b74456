"""Tells Django of the app, and of the one admin site, which is ours."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class Authoring(AppConfig):
    name = "courses.authoring"
    label = "authoring"


class AuthoringAdmin(AdminConfig):
    default_site = "courses.authoring.site.AuthoringSite"
