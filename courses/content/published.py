"""What learners read now: the newest publications, as facts and as the documents of pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from courses.content.facts.as_json import from_json
from courses.content.facts.demos import DemoFacts
from courses.content.models import Course, CoursePublication, DemoPublication, SectionPublication


def published_demo(key: str, *, now: datetime) -> DemoFacts | None:
    """The demo as runs take it now, None where it was never published."""
    newest = DemoPublication.objects.live(now).filter(demo__key=key).first()
    return demo_facts(newest.facts) if newest else None


def published_demos(*, now: datetime) -> list[DemoFacts]:
    """All that courses have and can be run now, in the order of their positions."""
    rows = DemoPublication.objects.live(now).filter(demo__taken_out_at=None).order_by().values_list("facts", flat=True)
    return sorted(map(demo_facts, rows), key=lambda demo: (demo.position, demo.key))


def known_courses(own: QuerySet[Course], *, now: datetime, besides: Sequence[int] = ()) -> QuerySet[Any]:
    """What everybody can read, one's `own` courses, and those `besides`, by number; each with a `known_title`.

    Of a course of others that is the title that learners read: what a draft is called is its authors' alone.
    """
    live = SectionPublication.objects.live(now).values("section__course")
    newest = CoursePublication.objects.live(now).filter(course=OuterRef("pk")).order_by()
    published = Coalesce(Subquery(newest.values(read=KT("page__title"))[:1]), F("key"), output_field=CharField())
    known_title = Case(When(pk__in=own.values("pk"), then=F("title")), default=published, output_field=CharField())
    found: QuerySet[Any] = Course.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=live) | Q(pk__in=besides))
    titled: QuerySet[Any] = found.annotate(known_title=known_title)
    return titled


def demo_facts(said: Any) -> DemoFacts:
    return from_json(DemoFacts, said)
