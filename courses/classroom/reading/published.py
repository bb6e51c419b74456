"""What of a course is published now, in as few queries as its pages have: the outline, and the live sections."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, F, JSONField, Value, When
from django.http import Http404

from courses.classroom.reading.links import with_living_links
from courses.content.models import CoursePublication, SectionPublication


@dataclass(frozen=True, kw_only=True)
class LiveSection:
    """A section that learners can read; `page` and `answers` are there for the one that was asked for.

    `said` is the digest of what its author said, "" where a publication is older than that.
    """

    key: str
    publication: int
    title: str
    minutes: int
    parts: Sequence[str]
    said: str
    page: Mapping[str, Any] | None = None
    answers: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A section in the outline; `live` is None while it cannot be read, and then there is no link to it."""

    key: str
    title: str
    number: int
    chapter_number: int
    address: str
    live: LiveSection | None


@dataclass(frozen=True, kw_only=True)
class PublishedCourse:
    """`outline` is the page of the course's newest publication."""

    pk: int
    key: str
    outline: Mapping[str, Any]
    sections: Mapping[str, LiveSection] = field(repr=False)

    def places(self, chapter: Mapping[str, Any]) -> list[Place]:
        return [
            Place(
                key=each["key"],
                title=live.title if live else each["title"],
                number=each["number"],
                chapter_number=chapter["number"],
                address=f"{self.outline['address']}{each['key']}/",
                live=live,
            )
            for each in chapter["sections"]
            for live in [self.sections.get(each["key"])]
        ]

    def all_places(self) -> list[Place]:
        return [place for chapter in self.outline["chapters"] for place in self.places(chapter)]

    def counted_parts(self) -> dict[str, tuple[int, Sequence[str]]]:
        """Of each live section its publication and the keys of its parts, as progress counts them."""
        return {key: (live.publication, live.parts) for key, live in self.sections.items()}


def published_course(key: str, *, now: datetime, section: str = "", with_answers: bool = False) -> PublishedCourse:
    """The course with its live sections, two queries; raises Http404 where nothing of it has ever been read.

    `section` is the key of the one whose page is wanted.
    """
    found = find_course(key, now=now, section=section, with_answers=with_answers)
    if found is None:
        raise Http404(f"There is no course “{key}”.")
    return found


def find_course(key: str, *, now: datetime, section: str = "", with_answers: bool = False) -> PublishedCourse | None:
    outline = live_outline(key, now=now)
    if outline is None:
        return None
    rows = {row.key: row for row in live_rows(outline.course_id, now=now, section=section, with_answers=with_answers)}
    if not rows and not was_read(outline.course_id, now=now):
        return None
    return PublishedCourse(
        pk=outline.course_id,
        key=key,
        outline=with_living_links(outline.page, outline.page["address"], rows),
        sections={key: living(row, outline.page["address"], rows) for key, row in rows.items()},
    )


def live_outline(key: str, *, now: datetime) -> CoursePublication | None:
    return CoursePublication.objects.live(now).filter(course__key=key).only("course_id", "page").first()


def was_read(course_id: int, *, now: datetime) -> bool:
    """Whether a section could be read at some time: an outline alone is no course to readers."""
    return SectionPublication.objects.once_read(now).filter(section__course_id=course_id).exists()


def living(row: LiveSection, address: str, readable: Collection[str]) -> LiveSection:
    if row.page is None:
        return row
    page, answers = (each and with_living_links(each, address, readable) for each in (row.page, row.answers))
    return replace(row, page=page, answers=answers)


def live_rows(course_id: int, *, now: datetime, section: str, with_answers: bool) -> list[LiveSection]:
    def wanted(name: str) -> Case:
        return Case(When(section__key=section, then=F(name)), default=Value(None), output_field=JSONField())

    columns: list[Any] = ["section__key", "number", "head", wanted("page")]
    columns += [wanted("answers")] if with_answers else []
    rows = SectionPublication.objects.live(now).filter(section__course_id=course_id).order_by()
    return [live_section(*row) for row in rows.values_list(*columns)]


def live_section(
    key: str,
    publication: int,
    head: Mapping[str, Any],
    page: Mapping[str, Any] | None,
    answers: Mapping[str, Any] | None = None,
) -> LiveSection:
    parts = [part for group in head["groups"] for part in group["parts"]]
    return LiveSection(
        key=key,
        publication=publication,
        title=head["title"],
        minutes=head["minutes"],
        parts=parts,
        said=head.get("said", ""),
        page=page,
        answers=answers,
    )
