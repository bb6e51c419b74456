"""Whether a course says something that is ready and that no publication says yet: asked of the facts, not of pages."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from courses.content.facts.as_json import to_json
from courses.content.facts.courses import CourseFacts
from courses.content.models import Course, DemoPublication, SectionPublication


def has_unpublished(course: Course, told: CourseFacts) -> bool:
    """Of what `publish_all` would publish, but for pages that say the same and would only look otherwise by now."""
    demos = newest(DemoPublication.objects.filter(demo__course=course), "demo").values_list("demo__key", "facts")
    sections = newest(SectionPublication.objects.filter(section__course=course), "section").select_related("section")
    said: dict[str, Any] = {row.section.key: row.facts for row in sections.defer("page", "answers", "head")}
    withdrawn = {row.key for row in course.sections.exclude(withdrawn_at=None) if row.is_withdrawn}
    ready = [each for each in told.sections() if not each.in_preparation and each.key not in withdrawn]
    said_by_demos = dict(demos)
    return any(said.get(each.key) != to_json(each) for each in ready) or any(
        said_by_demos.get(each.key) != to_json(each) for each in told.demos
    )


def newest(rows: QuerySet[Any], subject: str) -> QuerySet[Any]:
    """Of each thing the publication with the highest number."""
    same = rows.model.objects.filter(**{subject: OuterRef(subject)}).order_by("-number")
    return rows.filter(pk=Subquery(same.values("pk")[:1]))
