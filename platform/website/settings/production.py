"""The settings of a served site: everything secret comes from the environment, and it refuses to start without."""

import os

from django.core.exceptions import ImproperlyConfigured

from website.settings.foundation import *  # noqa: F403
from website.settings.mail import mailers
from website.settings.secrets import demanded_secret


def demanded(name: str, example: str) -> str:
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name} is missing: set it in the environment, for example {name}={example}")
    return os.environ[name]


SECRET_KEY = demanded_secret()
ALLOWED_HOSTS = [host.strip() for host in demanded("ALLOWED_HOSTS", "learn.example.org").split(",")]
SITE_ADDRESS = demanded("SITE_ADDRESS", "https://learn.example.org")
demanded("DATABASE_URL", "postgres://interleave:…@postgres/interleave")
demanded("REDIS_URL", "redis://:…@redis:6379/0")
MAILERS = mailers(os.environ.get("EMAIL_URL") or "console://")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL") or f"Interleave <hello@{ALLOWED_HOSTS[0]}>"

CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
# Plain HTTP is a choice the operator spells out (a trial behind no certificate); everything else is HTTPS alone.
IS_HTTPS = SITE_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
