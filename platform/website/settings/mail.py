"""From EMAIL_URL to the MAILERS setting of Django: `smtp+starttls://user:password@host:587` and its kin."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

CONSOLE = {"default": {"BACKEND": "website.console_mail.ConsoleMail"}}
EXAMPLE = "EMAIL_URL=smtp+starttls://user:password@mail.example.org:587"


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """MAILERS for `url`: smtp (plain), smtp+starttls, smtps (TLS from the first byte), or console:// (the log).

    Raises ImproperlyConfigured, with an example, for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return CONSOLE
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"} or not parts.hostname or parse_qs(parts.query):
        raise ImproperlyConfigured(f"EMAIL_URL is missing or not understood: write it like {EXAMPLE}, or console://")
    options = {
        "host": parts.hostname,
        "port": parts.port or {"smtp": 25, "smtp+starttls": 587, "smtps": 465}[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 10,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
