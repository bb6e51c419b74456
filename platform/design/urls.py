"""The address of the living style guide."""

from django.urls import path

from design import views

app_name = "design"
urlpatterns = [path("", views.guide, name="guide")]
