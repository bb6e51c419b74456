"""What uvicorn serves: live streams by a small raw route, everything else by Django."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.development")
django_application = get_asgi_application()

from sandbox.runs.event_route import with_event_route  # noqa: E402  (Django must be set up first)

application = with_event_route(django_application)
