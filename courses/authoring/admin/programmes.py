"""Programmes belong to the site: operators write them, authors put their courses into them."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from courses.content.models import Programme


@admin.register(Programme)
class ProgrammeAdmin(ModelAdmin):  # type: ignore[misc]
    list_display = ("title", "kind", "grades", "field")
