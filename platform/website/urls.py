"""Every address of the site, app by app."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin is entered by the one door that has limits on guessing, passkeys and codes.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("website.pages")),
    path("", include("courses.classroom.reading.urls")),
    path(
        "courses/<slug:course>/<slug:section>/exercises/<slug:exercise>/",
        include("courses.classroom.exercising.urls"),
    ),
    path("demos/", include("courses.classroom.urls")),
    path("runs/", include("sandbox.runs.urls")),
    path("lab/", include("sandbox.lab.urls")),
    path("review/", include("courses.classroom.reviewing.urls")),
    path("games/", include("courses.games.urls")),
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
