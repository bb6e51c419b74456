"""The addresses of what is read; a course's key and a section's key are its address for ever."""

from django.urls import path

from courses.classroom.reading import catalogue, course, glossary, playing, searching, section

app_name = "reading"
urlpatterns = [
    path("courses/", catalogue.catalogue, name="catalogue"),
    path("courses/<slug:course>/", course.course, name="course"),
    path("courses/<slug:course>/enrol/", course.enrol_here, name="enrol"),
    path("courses/<slug:course>/leave/", course.leave_here, name="leave"),
    path("courses/<slug:course>/progress/", section.progress, name="progress"),
    path("courses/<slug:course>/glossary/", glossary.glossary, name="glossary"),
    path("courses/<slug:course>/<slug:section>/", section.section, name="section"),
    path("courses/<slug:course>/<slug:section>/questions/<slug:question>/", section.answer, name="answer"),
    path("courses/<slug:course>/<slug:section>/questions/<slug:question>/play/", playing.play, name="play"),
    path("courses/<slug:course>/<slug:section>/changes/", section.changes_since, name="changes"),
    path("search/", searching.search, name="search"),
    path("join/", course.join_class, name="join-by-code"),
    path("join/<slug:code>/", course.join_class, name="join"),
    path("pictures/<slug:digest>/", course.picture, name="picture"),
]
