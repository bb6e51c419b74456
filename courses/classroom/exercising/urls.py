"""The addresses of an exercise, below its section's."""

from django.urls import path

from courses.classroom.exercising import helping, views

app_name = "exercises"
urlpatterns = [
    path("", views.exercise_page, name="exercise"),
    path("check/", views.check_program, name="check"),
    path("attempts/<int:number>/", views.result, name="result"),
    path("attempts/<int:number>/order/", views.order, name="order"),
    path("hints/", helping.hint, name="hint"),
    path("puzzle/", helping.puzzle, name="puzzle"),
    path("give-up/", helping.gave_up, name="give-up"),
    path("solution/", helping.solution, name="solution"),
    path("drafts/<slug:program>/", helping.draft, name="keep-draft"),
    path("drafts/<slug:program>/forget/", helping.no_draft, name="forget-draft"),
]
