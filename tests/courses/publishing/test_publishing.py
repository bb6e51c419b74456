"""Publications: immutable, numbered, made only of what the checker lets pass, and followed by search and outline."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from courses.classroom.reading.published import published_course
from courses.content.facts.as_json import from_json, to_json
from courses.content.facts.courses import SectionFacts
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Course, CoursePublication, DemoPublication, Immutable, Section, SectionPublication
from courses.content.published import published_demo
from courses.content.telling import told_section
from courses.publishing.comparing import changes
from courses.publishing.publishing import InPreparation, publish_all, publish_section
from courses.publishing.withdrawing import bring_back, withdraw
from courses.search.finding import find

NOW = timezone.now()


def live(section: Section, *, after: timedelta = timedelta()) -> SectionPublication | None:
    return SectionPublication.objects.live(timezone.now() + after).filter(section=section).first()


def test_publishing_counts_from_one_and_names_who_did_it(kettles: Section, barbara: Person):
    first = publish_section(kettles, by=barbara, now=NOW, note="The first")
    second = publish_section(kettles, by=barbara, now=NOW)

    assert (first.number, second.number) == (1, 2)
    assert (first.made_by, first.note) == (barbara, "The first")
    assert live(kettles) == second


def test_a_publication_cannot_be_changed_or_deleted(kettles: Section):
    publication = publish_section(kettles, by=None, now=NOW)

    with pytest.raises(Immutable):
        publication.save()
    with pytest.raises(Immutable):
        publication.delete()
    for act in (SectionPublication.objects.all().delete, lambda: SectionPublication.objects.update(number=9)):
        with pytest.raises(Immutable):
            act()


def test_a_scheduled_publication_opens_when_it_is_time_and_the_one_before_stays_until_then(kettles: Section):
    first = publish_section(kettles, by=None, now=NOW)
    kettles.body = "Of tomorrow's leaves."
    kettles.save()
    second = publish_section(kettles, by=None, now=NOW, visible_from=NOW + timedelta(days=1))

    assert live(kettles) == first
    assert live(kettles, after=timedelta(days=2)) == second
    assert not find("leaves", now=NOW).hits
    assert find("leaves", now=NOW + timedelta(days=2)).hits
    assert find("boils", now=NOW).hits


def test_publishing_refuses_what_the_checker_finds_and_says_where(kettles: Section):
    option = kettles.questions.get().options.first()
    option.explanation = ""
    option.save()

    with pytest.raises(CourseRefused) as refused:
        publish_section(kettles, by=None, now=NOW)
    mistake = refused.value.mistakes[0]
    assert "has no explanation" in mistake.sentence
    assert (mistake.row, mistake.at) == (("content.option", option.pk), "explanation")
    assert not SectionPublication.objects.exists()


def test_a_mistake_in_a_demo_that_a_section_names_keeps_it_back(kettles: Section, tea: Course):
    tea.demos.get().variants.filter(key="threads").update(source="print(")

    with pytest.raises(CourseRefused, match="does not compile"):
        publish_section(kettles, by=None, now=NOW)


def test_a_broken_term_keeps_a_section_back(kettles: Section, tea: Course):
    tea.terms.filter(key="kettle").update(text="See [there](http://10.0.0.1/).")

    with pytest.raises(CourseRefused, match="private network"):
        publish_section(kettles, by=None, now=NOW)


def test_a_section_in_preparation_is_not_published(tea: Course):
    with pytest.raises(InPreparation):
        publish_section(Section.objects.get(key="cooks"), by=None, now=NOW)


def test_a_demo_that_was_edited_runs_as_it_was_published(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    tea.demos.get().variants.filter(key="threads").update(label="Strings")

    labels = [each.label for each in published_demo("tea-pages", now=timezone.now()).variants]
    assert "Strings" not in labels
    publish_section(kettles, by=None, now=NOW)
    assert "Strings" in [each.label for each in published_demo("tea-pages", now=timezone.now()).variants]
    assert DemoPublication.objects.count() == 2


def test_outline_and_glossary_follow_a_publication_and_are_not_made_anew_for_nothing(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    publish_section(kettles, by=None, now=NOW)
    assert CoursePublication.objects.count() == 1
    tea.terms.filter(key="kettle").update(short="A pot.")

    publish_all(tea, by=None, now=NOW)
    assert CoursePublication.objects.count() == 2
    assert tea.publications.first().page["terms"][0]["short"] == "A pot."
    assert tea.publications.first().page["chapters"][0]["number"] == 3


def test_a_withdrawn_section_is_read_by_nobody_and_found_by_nobody(kettles: Section):
    publish_section(kettles, by=None, now=NOW)
    withdraw(kettles, now=timezone.now())

    assert live(kettles) is None
    assert not [hit for hit in find("boils", now=NOW).hits if hit.kind == "section"]
    publish_section(kettles, by=None, now=timezone.now())
    assert live(kettles).number == 2


def test_a_withdrawn_section_that_is_scheduled_stays_away_until_then(kettles: Section):
    publish_section(kettles, by=None, now=NOW)
    publish_section(kettles, by=None, now=NOW, visible_from=NOW + timedelta(days=1))
    withdraw(kettles, now=timezone.now())
    assert live(kettles, after=timedelta(days=2)) is None  # what was scheduled before is withdrawn, too

    publish_section(kettles, by=None, now=timezone.now(), visible_from=NOW + timedelta(days=3))
    kettles.refresh_from_db()
    assert live(kettles) is None
    assert live(kettles, after=timedelta(days=4)).number == 3
    assert not kettles.is_withdrawn


def test_what_is_scheduled_changes_no_title_no_term_and_no_demo_before_its_time(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    Section.objects.filter(pk=kettles.pk).update(title="Pots")
    tea.terms.filter(key="kettle").update(short="A pot of tomorrow.")
    tea.demos.update(title="Pages of tomorrow")
    tomorrow = NOW + timedelta(days=1)
    publish_section(kettles, by=None, now=NOW, visible_from=tomorrow)

    for when, title, short, demo in (
        (NOW, "Kettles", "A vessel", "Ten pages"),
        (tomorrow, "Pots", "A pot of tomorrow.", "Pages of tomorrow"),
    ):
        course = published_course("tea", now=when)
        assert course.all_places()[0].title == title
        assert course.outline["terms"][0]["short"].startswith(short)
        assert published_demo("tea-pages", now=when).title.startswith(demo)
        assert bool(find("tomorrow", now=when).hits) == (when == tomorrow)


def test_a_draft_s_title_is_nobody_s_to_read_while_another_section_is_published(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    Section.objects.filter(pk=kettles.pk).update(title="A title in the making")
    cooks = Section.objects.get(key="cooks")
    Section.objects.filter(pk=cooks.pk).update(
        in_preparation=False, quick="Q.", standard="S.", detailed="D.", body="B."
    )
    publish_section(cooks, by=None, now=NOW)

    assert [place.title for place in published_course("tea", now=NOW).all_places()] == ["Kettles", "Cooks"]


def test_an_earlier_publication_comes_back_under_a_new_number_and_the_draft_stays(kettles: Section):
    first = publish_section(kettles, by=None, now=NOW)
    kettles.quick = "Something else."
    kettles.save()
    publish_section(kettles, by=None, now=NOW)

    third = bring_back(first, by=None, now=NOW)
    kettles.refresh_from_db()
    assert (third.number, third.brings_back, third.page) == (3, 1, first.page)
    assert kettles.quick == "Something else."


def test_facts_survive_json(kettles: Section):
    facts = told_section(kettles)

    assert from_json(SectionFacts, to_json(facts)) == facts


def test_a_difference_is_told_part_by_part_and_line_by_line(kettles: Section):
    before = to_json(told_section(kettles))
    kettles.quick = "Begin."
    kettles.cards.update(back="Steaming.")
    kettles.references.all().delete()
    turn = kettles.dialogues.get().turns.first()
    turn.text = "Who works?"
    turn.save()
    after = to_json(told_section(Section.objects.get(pk=kettles.pk)))

    told = {change.name: change for change in changes(before, after | {"quick": "Begin."})}
    assert [line.sign + line.text for line in told["Flash card: What needs no hands?"].lines if line.sign != " "] == [
        "-Boiling.",
        "+Steaming.",
    ]
    assert told["Reference: threading"].how == "gone"
    assert "Dialogue: Who boils the water?" in told
    assert changes(before, before) == []
