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

handler400 = "website.errors.bad_request"
handler403 = "website.errors.forbidden"
handler404 = "website.errors.not_found"
handler429 = "website.errors.too_many_requests"  # allauth's, when somebody tries too often
handler500 = "website.errors.server_error"
