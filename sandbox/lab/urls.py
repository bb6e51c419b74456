"""The addresses of the race lab."""

from django.urls import path

from sandbox.lab import game_views, trial_views, views

app_name = "lab"
urlpatterns = [
    path("", views.lab, name="lab"),
    path("explore/", views.explore_program, name="explore"),
    path("<uuid:submission>/", views.show, name="show"),
    path("<uuid:submission>/answer/", views.answer, name="answer"),
    path("<uuid:submission>/order/", views.play_order, name="play"),
    path("<uuid:submission>/game/", game_views.play_game, name="game"),
    path("<uuid:submission>/try/", trial_views.try_program, name="try"),
    path("<uuid:submission>/trial/", trial_views.trial, name="trial"),
]
