"""From facts to rows, by key: what stays as it was is not touched, what is gone goes, and what hangs on keys stays."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from courses.content.correspondence import PART_KINDS, PartKind, Pieces, as_fact_values, as_row_values, said_by
from courses.content.facts.courses import ChapterFacts, CourseFacts, PictureFacts, SectionFacts, TermFacts
from courses.content.models import Chapter, Course, Programme, Section
from courses.content.saving_demos import save_demos
from courses.content.telling import SECTION_TEXTS


def save_course(facts: CourseFacts) -> Course:
    """Makes the rows say what the facts say, which are checked. The caller has opened a transaction.

    A section that is no longer among them is taken out; its row stays while it has publications, for their history.
    When it returns, it is read again once it is published: the outline that people read may not have it.
    """
    head = {"title": facts.title, "first_chapter": facts.first_chapter, "text": facts.text}
    course, _ = Course.objects.update_or_create(key=facts.key, defaults=head)
    course.needs.set(Course.objects.filter(key__in=facts.needs))
    course.programmes.set([save_programme(each) for each in facts.programmes])
    save_by_key(course.terms, facts.terms, said_by(TermFacts))
    save_by_key(course.pictures, facts.pictures, said_by(PictureFacts))
    save_demos(course, facts.demos)
    save_chapters(course, facts.chapters)
    return course


def save_programme(facts: Any) -> Programme:
    """The programme of that key; one that the site has is left as it is, for other courses belong to it too."""
    said = as_row_values(facts, ("title", "kind", "grades", "curriculum", "field", "text"))
    return Programme.objects.get_or_create(key=facts.key, defaults=said)[0]


def save_by_key(rows: Any, facts: Sequence[Any], names: Sequence[str]) -> None:
    """Rows of one parent: changed where they differ, made where they are missing, deleted where they are gone."""
    there = {row.key: row for row in rows.all()}
    for position, each in enumerate(facts):
        values = {**as_row_values(each, names), "position": position}
        row = there.pop(each.key, None)
        if row is None:
            rows.create(key=each.key, **values)
        else:
            save_changes(row, values)
    rows.filter(pk__in=[row.pk for row in there.values()]).delete()


def save_changes(row: models.Model, values: dict[str, Any]) -> bool:
    """Writes the values that differ; whether any did."""
    changed = [name for name, value in values.items() if comparable(getattr(row, name)) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save()
    return bool(changed)


def comparable(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def save_chapters(course: Course, facts: Sequence[ChapterFacts]) -> None:
    there = {row.key: row for row in course.chapters.all()}
    sections = {row.key: row for row in course.sections.all()}
    for position, each in enumerate(facts):
        values = {"title": each.title, "text": each.text, "position": position}
        chapter = there.pop(each.key, None) or Chapter(course=course, key=each.key)
        save_changes(chapter, values)
        for place, told in enumerate(each.sections):
            save_section(told, chapter=chapter, position=place, row=sections.pop(told.key, None))
    for section in sections.values():
        take_out(section)
    for chapter in there.values():
        if not chapter.sections.exists():
            chapter.delete()


def take_out(section: Section) -> None:
    if not section.publications.exists():
        section.delete()
    elif section.taken_out_at is None:
        section.taken_out_at = timezone.now()
        section.save(update_fields=["taken_out_at"])


def save_section(facts: SectionFacts, *, chapter: Chapter, position: int, row: Section | None) -> Section:
    section = row or Section(course_id=chapter.course_id, key=facts.key)
    returned_at = timezone.now() if section.taken_out_at else section.returned_at
    place = {"chapter_id": chapter.pk, "position": position, "taken_out_at": None, "returned_at": returned_at}
    is_changed = save_changes(section, {**as_row_values(facts, SECTION_TEXTS), **place})
    for kind in PART_KINDS:
        is_changed |= save_parts(section, kind, getattr(facts, kind.attribute))
    if is_changed:
        section.edits += 1
        section.edited_at, section.edited_by = timezone.now(), None
        section.save(update_fields=["edits", "edited_at", "edited_by"])
    return section


def save_parts(section: Section, kind: PartKind, facts: Sequence[Any]) -> bool:
    """Whether anything of this kind was changed."""
    rows = getattr(section, kind.attribute)
    there = {row.key: row for row in rows.all()}
    names = said_by(kind.facts, *([kind.pieces.attribute] if kind.pieces else []))
    is_changed = False
    for position, each in enumerate(facts):
        row = there.pop(each.key, None) or kind.row(section=section, key=each.key)
        is_changed |= save_changes(row, {**as_row_values(each, names), "position": position}) or row.pk is None
        if row.pk is None:
            row.save()
        if kind.pieces:
            is_changed |= save_pieces(row, kind.pieces, getattr(each, kind.pieces.attribute))
    rows.filter(pk__in=[row.pk for row in there.values()]).delete()
    return is_changed or bool(there)


def save_pieces(parent: Any, pieces: Pieces, facts: Sequence[Any]) -> bool:
    """Pieces have no keys: where any differs, all are written anew, in their order."""
    rows, names = getattr(parent, pieces.attribute), said_by(pieces.facts)
    wanted = [as_row_values(each, names) for each in facts]
    if [as_fact_values(row, names) for row in rows.all()] == wanted:
        return False
    rows.all().delete()
    pieces.row.objects.bulk_create(  # type: ignore[attr-defined]
        pieces.row(**{pieces.parent: parent}, position=position, **values) for position, values in enumerate(wanted)
    )
    return True
