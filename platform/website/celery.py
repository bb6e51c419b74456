"""The Celery application: two queues, `runs` for learners' programs and `background` for everything else."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.development")

app = Celery("interleave")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
