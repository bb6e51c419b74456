"""The addresses of the games."""

from django.urls import path

from courses.games import views

app_name = "games"
urlpatterns = [
    path("", views.games, name="games"),
    path("<slug:key>/", views.level, name="level"),
    path("<slug:key>/claim/", views.claim, name="claim"),
]
