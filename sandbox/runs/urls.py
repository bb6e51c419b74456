"""The addresses of runs. Streams themselves are served before Django, by `event_route`."""

from django.urls import path

from sandbox.runs import pages, views

app_name = "runs"
urlpatterns = [
    path("<uuid:submission>/", pages.show, name="show"),
    path("<uuid:submission>/results/", pages.results, name="results"),
    path("<uuid:submission>/stream/", views.stream, name="stream"),
    path("<uuid:submission>/stop/", views.stop_runs, name="stop"),
]
