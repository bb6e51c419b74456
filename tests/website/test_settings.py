"""Production refuses to start on anything that can be guessed, and says what to type."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.settings.mail import mailers
from website.settings.secrets import kept_secret

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "website.settings.production",
    "SECRET_KEY": "k3Zr9vQx7LmN2pTs8WyB4cFh6JdG1aEu5RoXiVnMbCzKqHtP0YwSlDjA",
    "ALLOWED_HOSTS": "learn.example.org",
    "SITE_ADDRESS": "https://learn.example.org",
    "DATABASE_URL": "postgres://interleave:x@127.0.0.1/interleave",
    "REDIS_URL": "redis://:x@127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+starttls://interleave:x@mail.example.org:587",
    "PATH": os.environ["PATH"],
}


def deploy_check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean_under_production_settings():
    result = deploy_check(COMPLETE)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS", "DATABASE_URL", "REDIS_URL"])
def test_production_names_what_is_missing(name: str):
    result = deploy_check({key: value for key, value in COMPLETE.items() if key != name})

    assert result.returncode != 0
    assert f"{name} is missing" in result.stderr


@pytest.mark.parametrize("guessable", ["change-me", "x" * 60, "django-insecure-" + COMPLETE["SECRET_KEY"]])
def test_production_refuses_a_guessable_secret(guessable: str):
    result = deploy_check({**COMPLETE, "SECRET_KEY": guessable})

    assert "SECRET_KEY is missing or can be guessed" in result.stderr


def test_the_development_secret_is_made_once_and_is_private(tmp_path: Path):
    path = tmp_path / "var" / "secret-key"

    first, second = kept_secret(path), kept_secret(path)

    assert first == second
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_an_email_url_becomes_a_mailer():
    options = mailers("smtp+starttls://ada:p%40ss@mail.example.org")["default"]["OPTIONS"]

    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example.org", 587, True)
    assert options["password"] == "p@ss"


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://mail.example.org", "smtp://"])
def test_an_email_url_that_is_not_understood_is_refused_with_an_example(url: str):
    with pytest.raises(ImproperlyConfigured, match="smtp\\+starttls://"):
        mailers(url)
