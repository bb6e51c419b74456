"""What learners read now: the newest publications, as facts and as the documents of pages."""

from datetime import datetime
from typing import Any

from courses.content.facts.as_json import from_json
from courses.content.facts.demos import DemoFacts
from courses.content.models import DemoPublication


def published_demo(key: str, *, now: datetime) -> DemoFacts | None:
    """The demo as runs take it now, None where it was never published."""
    newest = DemoPublication.objects.live(now).filter(demo__key=key).first()
    return demo_facts(newest.facts) if newest else None


def published_demos(*, now: datetime) -> list[DemoFacts]:
    """All that courses have and can be run now, in the order of their positions."""
    rows = DemoPublication.objects.live(now).filter(demo__taken_out_at=None).order_by().values_list("facts", flat=True)
    return sorted(map(demo_facts, rows), key=lambda demo: (demo.position, demo.key))


def demo_facts(said: Any) -> DemoFacts:
    return from_json(DemoFacts, said)
