"""The raw ASGI route of live streams, before Django: a page that listens holds no thread and no database connection."""

from typing import Any


def with_event_route(application: Any) -> Any:
    return application
