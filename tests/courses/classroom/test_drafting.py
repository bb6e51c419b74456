"""A draft is kept until its owner asks for the author's text again."""

import pytest
from django.utils import timezone

from courses.classroom.drafting import drafts_of, forget, save
from courses.content.facts.demos import DemoFacts
from courses.content.models import Demo
from courses.content.published import published_demo
from courses.coursefiles.importing import import_course
from sandbox.runs.refusals import CannotBeRun
from tests.courses.folders import DEMO_COURSE
from tests.people import Person

pytestmark = pytest.mark.django_db


def keep(person: Person, demo: DemoFacts, source: str, variant: str = "threads") -> None:
    save(person, demo, variant, source, now=timezone.now())


def test_the_last_text_is_kept(ada: Person, demo: DemoFacts):
    keep(ada, demo, "print(1)")
    keep(ada, demo, "print(2)")

    assert {key: draft.source for key, draft in drafts_of(ada, demo).items()} == {"threads": "print(2)"}


def test_the_carriage_returns_of_a_form_are_not_kept(ada: Person, demo: DemoFacts):
    keep(ada, demo, "print(1)\r\nprint(2)\r\n")

    assert drafts_of(ada, demo)["threads"].source == "print(1)\nprint(2)\n"


def test_a_draft_is_its_owner_s_alone(ada: Person, mallory: Person, demo: DemoFacts):
    keep(ada, demo, "print(1)")

    assert drafts_of(mallory, demo) == {}


def test_a_forgotten_draft_is_gone_and_can_be_forgotten_again(ada: Person, demo: DemoFacts):
    keep(ada, demo, "print(1)")
    forget(ada, demo, "threads")
    forget(ada, demo, "threads")

    assert drafts_of(ada, demo) == {}


def test_a_draft_survives_a_demo_that_went_and_came_back(ada: Person, demo: DemoFacts):
    keep(ada, demo, "print(1)")
    Demo.objects.get(key=demo.key).delete()
    import_course(DEMO_COURSE, publish=True)

    assert "threads" in drafts_of(ada, published_demo("sum-of-squares", now=timezone.now()))


@pytest.mark.parametrize(("variant", "source"), [("fibers", "print(1)"), ("threads", "\0"), ("threads", "#" * 65_537)])
def test_what_could_never_run_is_not_kept(ada: Person, demo: DemoFacts, variant: str, source: str):
    with pytest.raises(CannotBeRun):
        keep(ada, demo, source, variant)
