"""What the site itself is set to: its secret, what it tells strangers, where it answers, its mail, its static files."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage

from operations.demo_people import LOOPBACK
from operations.doctor.diagnosis import Diagnosis, bad, good, warning

SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 5
HOW_TO_MAKE_A_KEY = 'Set SECRET_KEY to what this prints: python -c "import secrets; print(secrets.token_urlsafe(50))"'
BUILT = ("dist/codemirror.js", "dist/fonts.css")
"""What is built and not written: where these are missing, nobody has built them."""
CONSOLE = "website.console_mail.ConsoleMail"


def examine_secret() -> Sequence[Diagnosis]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure"):
        return [
            bad("secret key", "it can be guessed, and so can every session and every link by mail", HOW_TO_MAKE_A_KEY)
        ]
    return [good("secret key", f"{len(key)} characters")]


def examine_debug() -> Sequence[Diagnosis]:
    if not settings.DEBUG:
        return [good("debug", "off")]
    return [bad("debug", "it is on: every error shows strangers settings and code", "Set DEBUG = False.")]


def examine_address() -> Sequence[Diagnosis]:
    return [of_hosts(settings.ALLOWED_HOSTS), of_address(settings.SITE_ADDRESS)]


def of_hosts(hosts: Sequence[str]) -> Diagnosis:
    what_to_do = "Set ALLOWED_HOSTS to the names of the site, separated by commas: ALLOWED_HOSTS=learn.example.org"
    if not hosts:
        return bad("allowed hosts", "none: every page is refused", what_to_do)
    if "*" in hosts:
        return bad("allowed hosts", "every name: links by mail can be made to lead elsewhere", what_to_do)
    return good("allowed hosts", ", ".join(hosts))


def of_address(address: str) -> Diagnosis:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        what_to_do = "Set SITE_ADDRESS=https://… and put a certificate into deploy/tls; docs/operators has both."
        return warning("address", f"{address}: passwords travel in plain text", what_to_do)
    return good("address", address)


def examine_mail() -> Sequence[Diagnosis]:
    backend = settings.MAILERS["default"]["BACKEND"]
    if backend != CONSOLE or settings.IS_DEVELOPMENT:
        return [good("mail", backend.rpartition(".")[2])]
    what_to_do = "Set EMAIL_URL=smtp+starttls://name:password@mail.example.org:587"
    return [warning("mail", "it is written to the log: nobody can recover an account by themselves", what_to_do)]


def examine_static_files() -> Sequence[Diagnosis]:
    """Served by their collected names, or, in development, from where they lie."""
    if isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        missing = [name for name in BUILT if name not in staticfiles_storage.hashed_files]
        how = "collected in the image as it is built; by hand: python manage.py collectstatic --noinput"
    else:
        missing = [name for name in BUILT if finders.find(name) is None]
        how = "make up builds them; by hand: python frontend/build.py"
    if missing:
        return [
            bad(
                "static files", f"{', '.join(missing)} are missing: pages have no editor or no fonts", f"They are {how}"
            )
        ]
    return [good("static files", "all there")]
