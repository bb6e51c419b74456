"""The settings of `make up`: loopback only, console e-mail, a secret made on the first start and kept in var/."""

from website.settings.foundation import *  # noqa: F403
from website.settings.foundation import STORAGES, VAR
from website.settings.mail import CONSOLE
from website.settings.secrets import kept_secret

DEBUG = False  # a learner's page on this machine looks and fails as it would anywhere
IS_DEVELOPMENT = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECRET_KEY = kept_secret(VAR / "secret-key")
MAILERS = CONSOLE
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost, which browsers allow
DEFAULT_FROM_EMAIL = "Interleave <hello@interleave.example>"

# Files are served from static/ as they are: an edit shows on reload, without collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
