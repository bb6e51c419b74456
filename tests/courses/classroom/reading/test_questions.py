"""Questions of every kind on their page: shown without giving themselves away, answered, and explained."""

from typing import Any

import pytest
from django.test import Client

from courses.content.asked.kinds import KINDS
from courses.content.models import Course, SectionPublication
from courses.coursefiles.importing import import_course
from courses.quizzes.scoring.right import right_answer
from courses.quizzes.telling import asked_of
from tests.courses.folders import DEMO_COURSE

CONCLUSION = "/courses/python-advance/conclusion/"
HTMX = {"HTTP_HX_REQUEST": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def conclusion() -> SectionPublication:
    course: Course = import_course(DEMO_COURSE, publish=True).course
    return SectionPublication.objects.get(section__course=course, section__key="conclusion")


def scored(publication: SectionPublication) -> list[dict[str, Any]]:
    """Those that are answered where they stand."""
    return [each for each in publication.page["questions"] if "goal" not in each]


def test_each_question_stands_on_the_page_and_no_explanation_does(client: Client, conclusion: SectionPublication):
    page = client.get(CONCLUSION).content.decode()

    assert {each["kind"] for each in conclusion.page["questions"]} == set(KINDS)
    for question in conclusion.page["questions"]:
        assert f'id="{question["key"]}"' in page
        for option in conclusion.answers["questions"][question["key"]]["options"]:
            assert option["explanation"] not in page


def test_the_right_answer_to_each_is_told_to_be_right(client: Client, conclusion: SectionPublication):
    for question in scored(conclusion):
        kept = conclusion.answers["questions"][question["key"]]
        answer = right_answer(asked_of(question["kind"], kept))

        page = client.post(f"{CONCLUSION}questions/{question['key']}/", answer, **HTMX).content.decode()

        assert "All right" in page, question["key"]
        right = next(each for each in kept["options"] if each["mark"])
        assert right["explanation"] in page


def test_an_answer_without_a_script_comes_with_the_whole_page(client: Client, conclusion: SectionPublication):
    page = client.post(f"{CONCLUSION}questions/the-oven/", {"text": "bread is baked"}).content.decode()

    assert "Not quite: read why" in page
    assert 'id="two-voices"' in page


def test_a_part_of_the_answer_is_worth_a_part(client: Client, conclusion: SectionPublication):
    sent = {"place-0": "0", "place-1": "0", "place-2": "0", "place-3": "0", "place-4": "0"}

    page = client.post(f"{CONCLUSION}questions/waiting-or-computing/", sent, **HTMX).content.decode()

    assert "Partly right: " in page


def test_lines_are_moved_by_buttons_and_then_checked(client: Client, conclusion: SectionPublication):
    address = f"{CONCLUSION}questions/selling-the-last-seat/"

    moved = client.post(address, {"move": "use:0"}, **HTMX).content.decode()
    again = client.post(address, {"placed": "0:0", "move": "in:0"}, **HTMX).content.decode()
    whole = client.post(address, {"placed": "0:0", "move": "use:1"}).content.decode()

    assert 'name="placed" value="0:0"' in moved
    assert 'name="placed" value="0:1"' in again
    assert 'name="placed" value="1:0"' in whole
    assert "Not quite" not in moved + again + whole


@pytest.mark.parametrize(
    "sent", [{}, {"move": "fly:0"}, {"placed": "9:9"}, {"text": ""}, {"rank-0": "²", "gap-1": "99"}]
)
def test_what_is_no_answer_is_asked_for_again(client: Client, conclusion: SectionPublication, sent: dict[str, str]):
    for question in scored(conclusion):
        response = client.post(f"{CONCLUSION}questions/{question['key']}/", sent, **HTMX)

        assert response.status_code == 200
        assert "All right" not in response.content.decode()
