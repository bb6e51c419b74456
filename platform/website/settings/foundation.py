"""The settings that hold everywhere; the environment decides the database, Redis and the runner's socket."""

import logging
import os
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.log import CallbackFilter

from website.settings.admin import *  # noqa: F403
from website.settings.people import *  # noqa: F403
from website.settings.runs import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
#: What a site keeps beside its database: the secret of development, the embedded database, collected static files.
VAR = Path(os.environ.get("INTERLEAVE_VAR", ROOT / "var"))

DEBUG = False
#: True on a machine of one's own, where `up` may make people with a known password; nowhere else.
IS_DEVELOPMENT = False
#: Where people find the site; what is sent to them begins with it.
SITE_ADDRESS = "http://127.0.0.1:8000"
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "website.urls"
ASGI_APPLICATION = "website.asgi.application"

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "courses.authoring.apps.AuthoringAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "website",
    "accounts",
    "design",
    "operations",
    "courses.content",
    "courses.search",
    "courses.enrollment",
    "courses.games",
    "courses.flashcards",
    "courses.publishing",
    "courses.exercises",
    "courses.quizzes",
    "courses.coursefiles",
    "courses.classroom",
    "courses.authoring.apps.Authoring",
    "sandbox.runs",
    "sandbox.lab",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "website.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.seeing.SeenDevices",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "website.troubles.Troubles",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "design.templatetags.design",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
            ],
        },
    },
]

# --- data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'interleave.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue for the lock instead of failing half-way through a transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "interleave",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

# --- runs ---------------------------------------------------------------------------------------

#: The Unix socket of the sandbox runner; empty when this host has none, and then only runs are away.
RUNNER_SOCKET = os.environ.get("RUNNER_SOCKET", "")

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "background"
CELERY_TASK_ROUTES = {"runs.perform": {"queue": "runs"}, "runs.move": {"queue": "moves"}}
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis for as long as it takes
# A page must not hang on a broker that is gone: the row is written, housekeeping rings again.
CELERY_TASK_PUBLISH_RETRY = False
# `max_retries`: without it kombu alone tries for six seconds, whatever the publisher asked for.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_max": 0,
}
# A run goes on while Redis is away: its row and its worker do not need it.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BEAT_SYNC_EVERY = 1  # its schedule on disk is as old as its last ring: how old tells whether it is well
CELERY_BEAT_SCHEDULE = {
    "look after runs": {"task": "runs.housekeeping", "schedule": 5.0, "options": {"expires": 5}},
    "forget old sessions": {"task": "accounts.forget_old_sessions", "schedule": crontab(hour=2, minute=41)},
    "look at references": {"task": "publishing.check_links", "schedule": crontab(hour=3, minute=17)},
}

# --- what travels to browsers -------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.NONCE],  # the nonce is the editor's: CodeMirror writes its own style element
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "website.errors.stale_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1_048_576  # a program far too long still arrives, to be answered with its sentence

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "website.storage.HashedStaticFiles"},
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True


def tells_more_than_the_clock(record: logging.LogRecord) -> bool:
    return "Sending due task" not in str(record.msg)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without due tasks": {"()": CallbackFilter, "callback": tells_more_than_the_clock}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Housekeeping rings every five seconds; a log that says so each time buries what matters.
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"filters": ["without due tasks"]},
    },
}
