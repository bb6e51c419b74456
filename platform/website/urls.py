"""Every address of the site, app by app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("website.pages")),
    path("demos/", include("courses.classroom.urls")),
    path("runs/", include("sandbox.runs.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("design/", include("design.urls")),
    path("health/", include("operations.urls")),
    path("admin/", admin.site.urls),
]
