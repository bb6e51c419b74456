"""The addresses of the classroom: a demo's page, its runs, its drafts."""

from django.urls import path

from courses.classroom import views

app_name = "classroom"
urlpatterns = [
    path("<slug:key>/", views.demo, name="demo"),
    path("<slug:key>/panel/", views.demo_panel, name="panel"),
    path("<slug:key>/run/", views.run, name="run"),
    path("<slug:key>/lab/", views.open_in_the_lab, name="open-in-lab"),
    path("<slug:key>/drafts/<slug:variant>/", views.keep_draft, name="keep-draft"),
    path("<slug:key>/drafts/<slug:variant>/forget/", views.forget_draft, name="forget-draft"),
]
