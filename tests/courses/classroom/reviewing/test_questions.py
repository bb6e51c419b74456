"""Questions in the review: outputs and lines once they were answered, others by choice once they were missed."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.classroom.reviewing.questions import JOINING
from courses.classroom.reviewing.shelf import with_terms
from courses.content.models import Course
from courses.coursefiles.importing import import_course
from courses.enrollment.enrolling import enrol
from courses.flashcards.models import Item
from courses.publishing.publishing import publish_section
from courses.quizzes.scoring.right import right_answer
from courses.quizzes.telling import asked_of
from tests.courses.classroom.reviewing.conftest import grade_of, send
from tests.courses.folders import DEMO_COURSE
from tests.sandbox.runs.ended import text_of

pytestmark = pytest.mark.django_db
SECTION = "/courses/python-advance/conclusion/"


@pytest.fixture
def shipped(db: None) -> Course:
    return import_course(DEMO_COURSE, publish=True).course


@pytest.fixture
def learner(client: Client, ada: Person, shipped: Course) -> Client:
    enrol(ada, shipped, now=timezone.now())
    client.force_login(ada)
    return client


def asked(course: Course) -> list[dict]:
    publication = course.sections.get(key="conclusion").publications.latest("number")
    return [{**each, "kept": publication.answers["questions"][each["key"]]} for each in publication.page["questions"]]


def of_kind(course: Course, kind: str) -> dict:
    return next(each for each in asked(course) if each["kind"] == kind)


def key_of(question: dict) -> str:
    return f"python-advance/conclusion/{question['key']}"


@pytest.mark.parametrize("kind", JOINING)
def test_outputs_and_lines_join_once_they_were_answered(learner: Client, shipped: Course, kind: str):
    question = of_kind(shipped, kind)
    right = right_answer(asked_of(kind, question["kept"]))
    assert "No cards yet" in text_of(learner, "/review/")

    learner.post(f"{SECTION}questions/{question['key']}/", right)

    page = learner.get("/review/").content.decode()
    assert f'data-key="{key_of(question)}"' in page
    assert Item.objects.get().kind == "question"


def test_other_kinds_do_not(learner: Client, shipped: Course):
    learner.post(f"{SECTION}questions/{of_kind(shipped, 'choose one')['key']}/", {"option": "0"})

    assert "No cards yet" in text_of(learner, "/review/")


def test_a_question_that_was_missed_joins_by_choice_and_one_that_was_right_offers_nothing(
    learner: Client, shipped: Course
):
    question = of_kind(shipped, "choose one")
    right = right_answer(asked_of("choose one", question["kept"]))
    wrong = {"option": next(str(n) for n in range(3) if [str(n)] != right["option"])}
    offer = f"?kind=question&amp;key={key_of(question)}"

    assert offer not in learner.post(f"{SECTION}questions/{question['key']}/", right).content.decode()
    assert offer in learner.post(f"{SECTION}questions/{question['key']}/", wrong).content.decode()
    learner.post("/review/remember/", {"kind": "question", "key": key_of(question)})

    assert f'data-key="{key_of(question)}"' in learner.get("/review/").content.decode()


def test_a_visitor_is_offered_nothing(client: Client, shipped: Course):
    question = of_kind(shipped, "choose one")

    page = client.post(f"{SECTION}questions/{question['key']}/", {"option": "0"}).content.decode()
    assert "kind=question" not in page


def test_every_kind_that_a_form_answers_can_be_remembered_and_graded(learner: Client, shipped: Course):
    questions = [each for each in asked(shipped) if each["kind"] != "be the scheduler"]
    for each in questions:
        learner.post("/review/remember/", {"kind": "question", "key": key_of(each)})

    page = learner.get("/review/").content.decode()
    for each in questions:
        assert f'data-key="{key_of(each)}"' in page
        assert "Right" in page
    assert send(learner, grade_of("question", key_of(questions[0]), 3)).status_code == 200
    assert Item.objects.filter(reviews=1).count() == 1


def test_what_is_played_cannot_be_remembered(learner: Client, shipped: Course):
    played = of_kind(shipped, "be the scheduler")

    response = learner.post("/review/remember/", {"kind": "question", "key": key_of(played)})
    assert response.status_code == 404


def test_an_edit_changes_what_is_asked_and_keeps_the_schedule(learner: Client, shipped: Course):
    question = of_kind(shipped, "choose one")
    learner.post("/review/remember/", {"kind": "question", "key": key_of(question)})
    send(learner, grade_of("question", key_of(question), 3))
    due = Item.objects.get().due_at

    shipped.sections.get(key="conclusion").questions.filter(key=question["key"]).update(text="Asked in other words.")
    publish_section(shipped.sections.get(key="conclusion"), by=None, now=timezone.now())

    assert Item.objects.get().due_at == due
    assert "Asked in other words." in text_of(learner, "/review/cards/")


def test_terms_in_an_explanation_lead_to_the_glossary():
    link = '<a href="#term-lock">lock</a>'
    question = {"html": link, "kept": {"options": [{"explanation": link, "mark": "x"}]}}

    told = with_terms(question, "/courses/tea/glossary/")
    there = '<a href="/courses/tea/glossary/#term-lock">lock</a>'
    assert told == {"html": there, "kept": {"options": [{"explanation": there, "mark": "x"}]}}
