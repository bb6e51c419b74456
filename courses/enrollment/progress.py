"""How far somebody is: parts done, sections finished, where they read last. Rules of counting are plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.enrollment.models import Enrolment, How, PartProgress, SectionFinish

MOST_KEPT = 2_000
"""Parts that a browser may bring along at once: a course of forty sections has about as many."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """A part that was done, as a browser tells it."""

    section: str
    part: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Tally:
    """So many of so many."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """Whole percents, rounded down, so that a hundred means everything."""
        return 100 * self.done // self.of if self.of else 0

    @property
    def is_all(self) -> bool:
        return self.of > 0 and self.done == self.of


def tally(done: Iterable[str], parts: Sequence[str]) -> Tally:
    """How many of the parts that there are today are done; what was done and is no longer there does not count."""
    return Tally(done=len(set(done) & set(parts)), of=len(parts))


def total(tallies: Iterable[Tally]) -> Tally:
    known = list(tallies)
    return Tally(done=sum(each.done for each in known), of=sum(each.of for each in known))


def done_parts(person: Person, course_id: int) -> dict[str, set[str]]:
    """Keys of the parts that a person did, by the key of their section. One query."""
    found: dict[str, set[str]] = {}
    for section, part in PartProgress.objects.of(person, course_id).values_list("section_key", "part_key"):
        found.setdefault(section, set()).add(part)
    return found


@transaction.atomic
def keep(
    person: Person,
    course_id: int,
    done: Sequence[Done],
    *,
    parts: Mapping[str, tuple[int, Sequence[str]]],
    now: datetime,
) -> int:
    """Keeps what was done and says how much of it was new. `parts`: publication and part keys of each live section.

    What names no part of a live section is left out. A section that is spoken of, and of which everything is done
    today, is finished: also where its last open part was taken out meanwhile. Two tabs take turns.
    """
    known = [
        each for each in done[:MOST_KEPT] if each.how in How.values and each.part in parts.get(each.section, (0, ()))[1]
    ]
    list(Enrolment.objects.select_for_update().filter(person=person, course_id=course_id).values_list("pk"))
    before = done_parts(person, course_id)
    new = {(each.section, each.part): each for each in known if each.part not in before.get(each.section, ())}
    PartProgress.objects.bulk_create(
        PartProgress(person=person, course_id=course_id, section_key=section, part_key=part, how=each.how, done_at=now)
        for (section, part), each in new.items()
    )
    for section in sorted({each.section for each in known}):
        publication, keys = parts[section]
        there = before.get(section, set()) | {part for each, part in new if each == section}
        is_new = any(each == section for each, _ in new)
        if tally(there, keys).is_all and (is_new or not is_finished(person, course_id, section)):
            finish(person, course_id, section, publication=publication, now=now)
    return len(new)


def is_finished(person: Person, course_id: int, section: str) -> bool:
    return SectionFinish.objects.filter(person=person, course_id=course_id, section_key=section).exists()


def finish(person: Person, course_id: int, section: str, *, publication: int, now: datetime) -> None:
    """Remembers with which publication the section was finished; a later finish takes the place of an earlier one."""
    SectionFinish.objects.update_or_create(
        person=person,
        course_id=course_id,
        section_key=section,
        defaults={"publication_number": publication, "finished_at": now},
    )


def remember_place(person: Person, course_id: int, *, section: str, part: str, now: datetime) -> None:
    """Where the person reads now, for every device; without an enrolment nothing is kept."""
    Enrolment.objects.filter(person=person, course_id=course_id, left_at=None).update(
        section_key=section, part_key=part, read_at=now
    )
