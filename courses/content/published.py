"""What learners read now: the newest publications, as facts and as the documents of pages."""

from typing import Any

from django.db.models import OuterRef, Subquery

from courses.content.facts.as_json import from_json
from courses.content.facts.demos import DemoFacts
from courses.content.models import DemoPublication


def published_demo(key: str) -> DemoFacts | None:
    """The demo as it was published last, None where it never was."""
    newest = DemoPublication.objects.filter(demo__key=key).first()
    return demo_facts(newest.facts) if newest else None


def published_demos() -> list[DemoFacts]:
    """All that were ever published, in the order of their positions."""
    newest = DemoPublication.objects.filter(demo=OuterRef("demo")).order_by("-number").values("pk")[:1]
    rows = DemoPublication.objects.filter(pk=Subquery(newest)).values_list("facts", flat=True)
    return sorted(map(demo_facts, rows), key=lambda demo: (demo.position, demo.key))


def demo_facts(said: Any) -> DemoFacts:
    return from_json(DemoFacts, said)
