"""A site imports its course at each start: edits survive it, and a folder that is as it was costs nothing."""

from pathlib import Path

import pytest
from django.utils import timezone

from courses.content.models import DemoPublication, PublishedPicture, Section, SectionPublication
from courses.coursefiles.importing import EditedHere, import_course
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import withdraw
from tests.courses.folders import edit

pytestmark = pytest.mark.django_db

KETTLES = "chapters/waiting/kettles"


def start(course: Path) -> tuple[str, ...]:
    return import_course(course, publish=True, keep_edits=True).published


def has_rendered(course: Path) -> bool:
    """Whether a start renders anything: whoever renders a section stores the pictures of its course."""
    PublishedPicture.objects.all().delete()
    start(course)
    return PublishedPicture.objects.exists()


def test_edits_of_the_site_survive_an_import_at_start(example: Path):
    import_course(example, keep_edits=True)
    Section.objects.filter(key="kettles").update(body="My own words.")

    import_course(example, keep_edits=True)
    assert Section.objects.get(key="kettles").body == "My own words."

    edit(example / KETTLES / "cards.md", "Boiling.", "Simmering.")
    with pytest.raises(EditedHere, match="nothing was imported"):
        import_course(example, keep_edits=True)
    assert Section.objects.get(key="kettles").body == "My own words."


def test_a_folder_that_is_as_it_was_is_not_rendered_again(example: Path):
    assert start(example) == ("kettles",)

    assert not has_rendered(example)
    edit(example / KETTLES / "cards.md", "Boiling.", "Simmering.")
    assert has_rendered(example)  # the control
    assert SectionPublication.objects.count() == 2


def test_what_was_imported_as_a_draft_is_published_by_a_start(example: Path):
    import_course(example)

    assert start(example) == ("kettles",)
    assert start(example) == ()


def test_a_demo_that_no_publication_has_is_published_by_a_start(example: Path):
    edit(example / KETTLES / "section.md", "[Ten pages](demo:tea-pages)\n\n", "")
    edit(example / KETTLES / "examples.md", "demo: tea-pages\n", "")
    import_course(example)
    publish_section(Section.objects.get(key="kettles"), by=None, now=timezone.now())
    assert not DemoPublication.objects.exists()

    start(example)
    assert DemoPublication.objects.count() == 1


def test_what_was_withdrawn_stays_so_and_costs_nothing(example: Path):
    start(example)
    withdraw(Section.objects.get(key="kettles"), now=timezone.now())

    assert not has_rendered(example)
    assert SectionPublication.objects.count() == 1
