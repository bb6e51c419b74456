"""The settings of the tests: fast passwords, mail in memory, plain static files; the rest is as people meet it."""

import os

os.environ.setdefault("DATABASE_URL", "sqlite:///" + os.path.join("/tmp", "interleave-tests.sqlite3"))  # noqa: PTH118, S108

from website.settings.foundation import *  # noqa: F403
from website.settings.foundation import STORAGES

SECRET_KEY = "a secret of the tests alone, which guards nothing at all"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
