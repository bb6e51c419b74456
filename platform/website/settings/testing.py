"""The settings of the tests: fast passwords, mail in memory, plain static files; the rest is as people meet it.

Redis is real, one server a test session: its address is chosen here, the fixtures start it there.
"""

import os
import tempfile
from pathlib import Path

from operations.embedded_redis import free_port

os.environ["REDIS_URL"] = f"redis://127.0.0.1:{free_port()}/0"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from website.settings.foundation import *  # noqa: F403
from website.settings.foundation import CACHES, DATABASES, REDIS_URL, STORAGES

SECRET_KEY = "a secret of the tests alone, which guards nothing at all"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost, which browsers allow
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The cache may be emptied between tests without touching what Celery keeps in database 0.
CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL.removesuffix("/0") + "/1"}}
# A connection that outlives its request would keep the test database from being dropped at the end.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# A file, so that the worker processes of a test see the same rows.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    test_database = Path(tempfile.gettempdir()) / f"interleave-tests-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(test_database)}
