"""Brings a course folder into rows: checked as a whole, written as a whole, the same again when it is done twice."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from courses.content.facts.courses import CourseFacts
from courses.content.facts.mistakes import CourseRefused, Mistake
from courses.content.models import AuthorRole, Course, CourseAuthor
from courses.content.saving import save_course
from courses.content.telling import told_course
from courses.coursefiles.comparing import Report, compared
from courses.coursefiles.exporting import course_files
from courses.coursefiles.folder import NoPlainName
from courses.coursefiles.reading import read_course
from courses.publishing.checking.course import check_course
from courses.publishing.checking.site import check_beside_others
from courses.publishing.companions import take_back_unneeded
from courses.publishing.publishing import publish_all
from courses.publishing.unpublished import has_unpublished


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The course, what changed, what was published, and the warnings that did not keep it out."""

    course: Course
    report: Report
    published: tuple[str, ...]
    warnings: tuple[Mistake, ...]


class EditedHere(Exception):
    """The course was edited on the site since it was imported last, and its edits are to be kept."""


def checked_course(folder: Path) -> tuple[CourseFacts, tuple[Mistake, ...]]:
    """What a course folder says, and warnings; raises CourseRefused with every mistake that is in it."""
    course, found = read_course(folder)
    if course:
        found += check_course(course)
    mistakes = [each for each in found if not each.is_warning]
    if mistakes or course is None:
        raise CourseRefused(mistakes)
    return course, tuple(each for each in found if each.is_warning)


@transaction.atomic
def import_course(
    folder: Path, *, publish: bool = False, by: Person | None = None, keep_edits: bool = False
) -> Imported:
    """Make the rows say what the folder says. Raises CourseRefused with every mistake, and then nothing has changed.

    The folder is the whole truth of its course: what is no longer in it goes. Keys stay, so what people keep under
    them is there again when it comes back. A new course belongs to whom it is imported `by`. With `keep_edits`, a
    folder that is as it was imported last changes nothing and renders nothing, and EditedHere is raised where both
    have moved on.
    """
    facts, warnings = checked_course(folder)
    if mistakes := list(check_beside_others(facts, by=by)):
        raise CourseRefused(mistakes)
    before = Course.objects.filter(key=facts.key).first()
    told = told_course(before) if before else None
    if keep_edits and before and told and is_done(before, told, facts, publish=publish):
        return Imported(course=before, report=compared(told, told), published=(), warnings=warnings)
    course = save_course(facts)
    Course.objects.filter(pk=course.pk).update(imported_digest=digest(facts))
    if before is None and by is not None:
        CourseAuthor.objects.create(course=course, person=by, role=AuthorRole.OWNER)
    published = publish_all(course, by=by, now=timezone.now()) if publish else ()
    take_back_unneeded(course, now=timezone.now())
    return Imported(course=course, report=compared(told, facts), published=published, warnings=warnings)


def is_done(course: Course, told: CourseFacts, wanted: CourseFacts, *, publish: bool) -> bool:
    """Whether this folder was imported last, and what is to be published of it is: the usual start of a site."""
    if has_edits(course, told, wanted):
        return True
    is_as_imported = course.imported_digest == digest(wanted) == digest(told)
    return is_as_imported and not (publish and has_unpublished(course, told))


def has_edits(course: Course, told: CourseFacts, wanted: CourseFacts) -> bool:
    """Whether the folder is as it was imported last while the site has moved on. Raises EditedHere where both have."""
    if course.imported_digest in {"", digest(told)}:
        return False
    if course.imported_digest == digest(wanted):
        return True
    raise EditedHere(
        f"“{course.title}” was edited on this site since its import, and its folder has changed too: nothing was "
        f"imported. Keep the site's text by `manage.py export_course {course.key} FOLDER`, then import without "
        "--keep-edits."
    )


def digest(course: CourseFacts) -> str:
    """Of all that a course says, as its files say it: what another version could say besides changes nothing."""
    try:
        files = sorted((str(path), hashlib.sha256(content).hexdigest()) for path, content in course_files(course))
    except NoPlainName:
        return ""  # no folder could say that
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()
