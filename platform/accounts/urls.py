"""The addresses of accounts that are ours; signing in and its kin are allauth's, beside them."""

from allauth.account import views as allauth_views
from django.db.transaction import atomic
from django.urls import path
from django.views.generic import RedirectView

from accounts import data_pages, device_pages, preferences, views

app_name = "accounts"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("name/", views.name, name="name"),
    path("settings/", preferences.settings, name="settings"),
    path("settings/letters/", preferences.letters, name="letters"),
    path("devices/", device_pages.devices, name="devices"),
    path("devices/sign-out/", device_pages.sign_out_elsewhere, name="sign-out-others"),
    path("devices/<int:number>/sign-out/", device_pages.sign_out, name="sign-out-device"),
    path("data/", data_pages.data, name="data"),
    path("data/take-along/", data_pages.take_along, name="take-along"),
    path("data/erase/", data_pages.erase_account, name="erase"),
    path("erased/", data_pages.erased, name="erased"),
    path("prove/", data_pages.prove, name="prove"),
    # allauth writes a person, an address and a session one after the other: all of it or nothing.
    path("signup/", atomic(allauth_views.signup), name="signup"),
    # allauth's pages of a second factor: here passkeys stand on the account's own page, and there are no other factors.
    path("2fa/", RedirectView.as_view(pattern_name="accounts:overview"), name="factors"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="accounts:overview"), name="passkeys"),
    path("2fa/authenticate/", RedirectView.as_view(pattern_name="account_login"), name="factor"),
    path("2fa/reauthenticate/", RedirectView.as_view(pattern_name="account_reauthenticate"), name="factor_again"),
]
