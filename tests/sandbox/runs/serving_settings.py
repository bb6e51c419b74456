"""The settings of a process that a test starts: those of the tests, with the test's own database and Redis."""

import os

redis_url = os.environ["REDIS_URL"]  # the settings of the tests choose a new one

from website.settings.testing import *  # noqa: E402, F403
from website.settings.testing import CACHES, DATABASES  # noqa: E402

REDIS_URL = CELERY_BROKER_URL = redis_url
CACHES["default"]["LOCATION"] = redis_url.removesuffix("/0") + "/1"
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE_NAME"]
