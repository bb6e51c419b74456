"""The addresses of the review queue, of one's cards and of one's pace."""

from django.urls import path

from courses.classroom.reviewing import acts, cards, exchange, pace, remembering, views

app_name = "reviewing"
urlpatterns = [
    path("", views.review, name="review"),
    path("summary/", views.summary, name="summary"),
    path("do/", acts.do, name="do"),
    path("acts/", acts.take, name="acts"),
    path("remember/", remembering.remember, name="remember"),
    path("cards/", cards.cards, name="cards"),
    path("cards/new/", cards.write_card, name="write"),
    path("cards/<slug:key>/", cards.change_card, name="change"),
    path("cards/<slug:key>/delete/", cards.delete_card, name="delete"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/cards.csv", exchange.csv_file, name="csv"),
    path("exchange/cards.apkg", exchange.apkg_file, name="apkg"),
    path("settings/", pace.settings, name="settings"),
    path("settings/time-zone/", pace.keep_time_zone, name="time-zone"),
    path("settings/breaks/", pace.add_break, name="breaks"),
    path("settings/breaks/<int:number>/", pace.end_break, name="end-break"),
]
