"""The addresses of accounts that are ours; signing in and its kin are allauth's, beside them."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("", views.overview, name="overview")]
