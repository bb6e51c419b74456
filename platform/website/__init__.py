"""The site project: settings, addresses, servers, the home and error pages."""

from website.celery import app as celery_app

__all__ = ["celery_app"]
