"""The courses that can be read now, with facts that are counted from what is published: what the catalogue shows."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from redis.exceptions import RedisError

from courses.content.models import Course, CoursePublication, SectionPublication

OF_A_PROGRAMME = ("kind", "grades", "subject")
SHORT_MINUTES, MIDDLE_MINUTES = 60, 300
A_DAY_IN_SECONDS = 86_400


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What of a course can be read now. `ear_minutes` are about those of its dialogues and its audio book."""

    sections: int
    minutes: int
    ear_minutes: int
    demos: int
    exercises: int

    def to_read(self) -> str:
        return spelt(self.minutes)

    def for_the_ear(self) -> str:
        return spelt(self.ear_minutes)

    def length(self) -> str:
        return "short" if self.minutes < SHORT_MINUTES else "middle" if self.minutes <= MIDDLE_MINUTES else "long"

    def has(self) -> frozenset[str]:
        return frozenset(name for name in ("demos", "exercises") if getattr(self, name))


def spelt(minutes: int) -> str:
    """As “45 min”, “2 h”, “2 h 5 min”."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


@dataclass(frozen=True, kw_only=True)
class Card:
    """A course as the catalogue shows it; `traits` are what the filters ask for. `needs`: title and address."""

    title: str
    html: str
    address: str
    counted: Counted
    programmes: Sequence[Mapping[str, Any]]
    needs: Sequence[tuple[str, str]]

    @property
    def traits(self) -> dict[str, frozenset[str]]:
        of_programmes = {group: frozenset(each[group] for each in self.programmes) for group in OF_A_PROGRAMME}
        counted = {"has": self.counted.has(), "length": frozenset([self.counted.length()])}
        return {group: values - {""} for group, values in (of_programmes | counted).items()}

    def answers(self, chosen: Mapping[str, frozenset[str]], *, but: str = "") -> bool:
        """Whether it has one of what is chosen in each group; `but`: the group that is not asked about."""
        return all(values & self.traits[group] for group, values in chosen.items() if values and group != but)


def readable_courses() -> list[Card]:
    counted = counted_courses()
    newest = CoursePublication.objects.live(timezone.now()).filter(course=OuterRef("pk")).order_by()
    outline = {name: Subquery(newest.values(f"page__{name}")[:1]) for name in ("title", "html", "address")}
    rows = Course.objects.filter(pk__in=counted).values_list("pk", *outline.values())
    courses = {pk: dict(zip(outline, values, strict=True)) for pk, *values in rows if values[0]}
    programmes, needs = around(courses)
    return [
        Card(
            title=row["title"],
            html=row["html"],
            address=row["address"],
            counted=counted[pk],
            programmes=programmes[pk],
            needs=needs[pk],
        )
        for pk, row in courses.items()
    ]


def around(courses: Mapping[int, Mapping[str, Any]]) -> tuple[dict[int, list[Any]], dict[int, list[tuple[str, str]]]]:
    """The programmes of each course, and what it needs of what can be read, in one query."""
    columns = ("title", "kind", "grades", "curriculum", "field", "text", "position")
    names = [f"programmes__{name}" for name in columns]
    rows = Course.objects.filter(pk__in=courses).order_by("programmes__position", "programmes__key", "needs__position")
    programmes: dict[int, list[Any]] = {pk: [] for pk in courses}
    needs: dict[int, list[tuple[str, str]]] = {pk: [] for pk in courses}
    for pk, needed, *values in rows.values_list("pk", "needs", *names):
        programme = dict(zip(columns, values, strict=True))
        programme["subject"] = programme["field"] or programme["curriculum"]
        if programme["title"] and programme not in programmes[pk]:
            programmes[pk].append(programme)
        need = (courses[needed]["title"], courses[needed]["address"]) if needed in courses else None
        if need and need not in needs[pk]:
            needs[pk].append(need)
    return programmes, needs


def readable_titles(courses: Sequence[Course]) -> list[tuple[str, str]]:
    """Title and address, as they are published, of those courses that can be read, in their order."""
    if not courses:
        return []
    now = timezone.now()
    readable = SectionPublication.objects.live(now).order_by().values("section__course")
    outlines = CoursePublication.objects.live(now).filter(course__in=courses).filter(course__in=readable)
    return list(outlines.order_by("course__position", "course__key").values_list("page__title", "page__address"))


def counted_courses() -> dict[int, Counted]:
    """Of each course that can be read, by its pk. Publications never change: it is counted once for the same ones.

    Without Redis it is counted each time. What is kept is plain values under their names: a later release counts anew.
    """
    live = SectionPublication.objects.live(timezone.now()).order_by()
    told = sorted(live.values_list("pk", "made_at"))
    names = [each.name for each in fields(Counted)]
    key = f"catalogue:{hashlib.sha256(repr((names, told)).encode()).hexdigest()}"
    with suppress(RedisError):
        if (kept := cache.get(key)) is not None:
            return {pk: Counted(**values) for pk, values in kept.items()}
    counted = count(live)
    with suppress(RedisError):
        cache.set(key, {pk: asdict(each) for pk, each in counted.items()}, A_DAY_IN_SECONDS)
    return counted


def count(publications: Any) -> dict[int, Counted]:
    columns = [f"page__{name}" for name in ("minutes", "dialogues", "book", "body", "examples", "exercises")]
    sections: dict[int, list[Sequence[Any]]] = {}
    for course, *parts in publications.values_list("section__course_id", *columns):
        sections.setdefault(course, []).append(parts)
    return {course: counted_course(rows) for course, rows in sections.items()}


def counted_course(sections: Sequence[Sequence[Any]]) -> Counted:
    minutes, dialogues, books, bodies, examples, exercises = zip(*sections, strict=True)
    seconds = sum(each["seconds"] for parts in (*dialogues, *books) for each in parts)
    places = [place.get("demo") for parts in (*bodies, *examples) for place in parts]
    return Counted(
        sections=len(sections),
        minutes=sum(minutes),
        ear_minutes=-(-seconds // 60),
        demos=len({demo["key"] for demo in places if demo}),
        exercises=sum(map(len, exercises)),
    )
