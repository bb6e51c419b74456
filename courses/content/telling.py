"""From rows to facts: what a course says today, wherever it was written."""

from pathlib import Path
from typing import Any

from django.db import models
from django.db.models import Prefetch

from courses.content.correspondence import PART_KINDS, PartKind, as_fact_values, said_by
from courses.content.facts.courses import (
    ChapterFacts,
    CourseFacts,
    PictureFacts,
    ProgrammeFacts,
    SectionFacts,
    TermFacts,
)
from courses.content.facts.demos import DemoFacts, ParameterFacts, VariantFacts
from courses.content.facts.mistakes import Origin
from courses.content.models import Chapter, Course, Demo, Section

SECTION_TEXTS = ("title", "in_preparation", "concepts", "quick", "standard", "detailed", "body")


def origin_of(row: models.Model, path: Path) -> Origin:
    return Origin(path=path, row=(row._meta.label_lower, row.pk))  # noqa: SLF001  (Django documents it)


def told_course(course: Course) -> CourseFacts:
    """All that the course says, a query for each kind of row; sections and demos that were taken out are not in it."""
    sections = Section.objects.present().prefetch_related(*part_prefetches())
    chapters = course.chapters.prefetch_related(Prefetch("sections", queryset=sections))
    return CourseFacts(
        key=course.key,
        title=course.title,
        first_chapter=course.first_chapter,
        needs=tuple(course.needs.order_by("key").values_list("key", flat=True)),
        text=course.text,
        programmes=tuple(told(each, ProgrammeFacts, Path("programmes.md")) for each in course.programmes.all()),
        chapters=tuple(told_chapter(each) for each in chapters if is_told(each)),
        terms=tuple(told(each, TermFacts, Path("glossary.md")) for each in course.terms.all()),
        pictures=tuple(told(each, PictureFacts, Path("pictures.md")) for each in course.pictures.all()),
        demos=tuple(told_demo(each) for each in Demo.objects.present().whole().filter(course=course).order_by("key")),
        origin=origin_of(course, Path("course.md")),
    )


def part_prefetches() -> list[str]:
    plain = [kind.attribute for kind in PART_KINDS if not kind.pieces]
    return plain + [f"{kind.attribute}__{kind.pieces.attribute}" for kind in PART_KINDS if kind.pieces]


def told(row: Any, facts: type[Any], path: Path, **more: Any) -> Any:
    names = said_by(facts, *more)
    values = {**as_fact_values(row, names), **more}
    if facts is PictureFacts:
        values["content"] = bytes(values["content"])
    key = {"key": row.key} if hasattr(row, "key") else {}
    return facts(**key, **values, origin=origin_of(row, path))


def is_told(chapter: Chapter) -> bool:
    """A chapter all of whose sections were taken out went with them; one that has none yet is there."""
    return bool(chapter.sections.all()) or not Section.objects.filter(chapter=chapter).exists()


def told_chapter(chapter: Chapter) -> ChapterFacts:
    path = Path("chapters", chapter.key, "chapter.md")
    sections = tuple(told_section(each) for each in chapter.sections.all())
    return ChapterFacts(
        key=chapter.key, title=chapter.title, text=chapter.text, sections=sections, origin=origin_of(chapter, path)
    )


def told_section(section: Section) -> SectionFacts:
    """`section` with its parts, which are fetched one kind at a time where they are not there yet."""
    folder = Path("chapters", section.chapter.key, section.key)
    parts: dict[str, Any] = {kind.attribute: told_parts(section, kind, folder / kind.file) for kind in PART_KINDS}
    texts = as_fact_values(section, SECTION_TEXTS)
    return SectionFacts(key=section.key, **texts, **parts, origin=origin_of(section, folder / "section.md"))


def told_parts(section: Section, kind: PartKind, path: Path) -> tuple[Any, ...]:
    return tuple(told_part(row, kind, path) for row in getattr(section, kind.attribute).all())


def told_part(row: Any, kind: PartKind, path: Path) -> Any:
    if kind.pieces is None:
        return told(row, kind.facts, path)
    pieces = tuple(told(each, kind.pieces.facts, path) for each in getattr(row, kind.pieces.attribute).all())
    return told(row, kind.facts, path, **{kind.pieces.attribute: pieces})


def told_demo(demo: Demo) -> DemoFacts:
    """`demo` is whole: fetched with its variants, parameters and files."""
    return DemoFacts(
        key=demo.key,
        title=demo.title,
        summary=demo.summary,
        question=demo.question,
        position=demo.position,
        wall_seconds=demo.wall_seconds,
        memory_mebibytes=demo.memory_mebibytes,
        cores=demo.cores,
        variants=tuple(
            VariantFacts(
                key=each.key,
                label=each.label,
                run_label=each.run_label,
                source=each.source,
                place=f"variants.{number}",
            )
            for number, each in enumerate(demo.variants.all(), start=1)
        ),
        parameters=tuple(
            ParameterFacts(
                name=each.name,
                label=each.label,
                unit=each.unit,
                minimum=each.minimum,
                maximum=each.maximum,
                step=each.step,
                choices=tuple(each.choices),
                default=each.default,
                place=f"parameters.{number}",
            )
            for number, each in enumerate(demo.parameters.all(), start=1)
        ),
        files={each.name: each.text for each in demo.files.all()},
        origin=origin_of(demo, Path("demos", demo.key, "demo.toml")),
    )
