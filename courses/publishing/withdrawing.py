"""Takes a section back from its readers, and brings an earlier publication before them again."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.content.models import Section, SectionPublication
from courses.publishing.publishing import next_number
from courses.search.indexing import forget_section, index_section


@transaction.atomic
def withdraw(section: Section, *, now: datetime) -> None:
    """Nobody reads it from now on. Its publications and everybody's progress stay, for the day it comes back."""
    section.withdrawn_at = now
    section.save(update_fields=["withdrawn_at"])
    forget_section(section)


@transaction.atomic
def bring_back(publication: SectionPublication, *, by: Person | None, now: datetime) -> SectionPublication:
    """A new publication that shows what an earlier one showed; the draft stays as its authors left it."""
    section = Section.objects.select_for_update().get(pk=publication.section_id)
    again = SectionPublication.objects.create(
        section=section,
        number=next_number(section.publications),
        facts=publication.facts,
        head=publication.head,
        page=publication.page,
        answers=publication.answers,
        note=f"As publication {publication.number}",
        made_at=now,
        made_by=by,
        visible_from=now,
        brings_back=publication.number,
    )
    index_section(again, now=now)
    return again
