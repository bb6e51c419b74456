"""The addresses of runs. Streams themselves are served before Django, by `event_route`."""

from django.urls import path

from sandbox.runs import pages, reference_pages, views, xray_views

app_name = "runs"
urlpatterns = [
    path("reference/<str:subject>/", reference_pages.show, name="reference"),
    path("reference/<str:subject>/x-ray/", reference_pages.xray, name="reference-xray"),
    path("<uuid:submission>/", pages.show, name="show"),
    path("<uuid:submission>/results/", pages.results, name="results"),
    path("<uuid:submission>/again/", pages.again, name="again"),
    path("<uuid:submission>/x-ray/", xray_views.xray, name="xray"),
    path("<uuid:submission>/x-ray.svg", xray_views.picture, name="picture"),
    path("<uuid:submission>/<str:key>.csv", xray_views.timeline, {"form": "csv"}, name="csv"),
    path("<uuid:submission>/<str:key>.json", xray_views.timeline, {"form": "json"}, name="json"),
    path("<uuid:submission>/stream/", views.stream, name="stream"),
    path("<uuid:submission>/stop/", views.stop_runs, name="stop"),
]
