"""What the database itself refuses, and what a demo says of itself."""

import pytest
from django.db import IntegrityError

from courses.content.models import Course, Demo, DemoFile, Parameter, Variant
from courses.content.values import ValueRefused

pytestmark = pytest.mark.django_db


def a_course() -> Course:
    return Course.objects.get_or_create(key="tea", defaults={"title": "Tea"})[0]


@pytest.fixture
def demo(db: None) -> Demo:
    return Demo.objects.create(course=a_course(), key="a-demo", title="A demo", summary="It shows.")


def variant(demo: Demo, **fields) -> Variant:
    wanted = {"key": "threads", "label": "Threads", "run_label": "Threads", "source": "x = 1\n", "position": 0}
    return Variant.objects.create(demo=demo, **{**wanted, **fields})


def parameter(demo: Demo, **fields) -> Parameter:
    wanted = {"name": "WORKERS", "label": "Workers", "minimum": 1, "maximum": 8, "default": 4, "position": 0}
    return Parameter.objects.create(demo=demo, **{**wanted, **fields})


def choice(demo: Demo, **fields) -> Parameter:
    wanted = {"kind": "choice", "minimum": None, "maximum": None, "choices": ["fork", "spawn"], "default": "fork"}
    return parameter(demo, **{**wanted, **fields})


@pytest.mark.parametrize("fields", [{"title": ""}, {"summary": ""}, {"wall_seconds": 0}, {"cores": 0}])
def test_a_demo_without_a_title_or_with_no_time_is_refused(fields: dict):
    with pytest.raises(IntegrityError):
        Demo.objects.create(
            **{"course": a_course(), "key": "a-demo", "title": "A demo", "summary": "It shows.", **fields}
        )


@pytest.mark.parametrize("fields", [{"key": ""}, {"label": ""}, {"run_label": ""}, {"source": ""}])
def test_a_variant_without_a_text_of_its_own_is_refused(demo: Demo, fields: dict):
    with pytest.raises(IntegrityError):
        variant(demo, **fields)


@pytest.mark.parametrize(
    "fields",
    [{"minimum": 9}, {"maximum": None}, {"step": 0}, {"kind": "colour"}, {"name": ""}, {"label": ""}],
)
def test_a_number_without_bounds_is_refused(demo: Demo, fields: dict):
    with pytest.raises(IntegrityError):
        parameter(demo, **fields)


@pytest.mark.parametrize("fields", [{"choices": []}, {"minimum": 1}, {"maximum": 1}])
def test_a_choice_has_choices_and_no_bounds(demo: Demo, fields: dict):
    with pytest.raises(IntegrityError):
        choice(demo, **fields)


@pytest.mark.parametrize("make", [variant, parameter, choice])
def test_a_key_stands_once_in_a_demo(demo: Demo, make):
    make(demo)

    with pytest.raises(IntegrityError):
        make(demo)


def test_a_file_has_a_name_of_its_own(demo: Demo):
    DemoFile.objects.create(demo=demo, name="server.py", text="")

    with pytest.raises(IntegrityError):
        DemoFile.objects.create(demo=demo, name="server.py", text="")


def test_a_number_takes_what_lies_within_its_bounds(demo: Demo):
    assert parameter(demo).value_of("8") == 8
    with pytest.raises(ValueRefused, match="between 1 and 8"):
        Parameter.objects.get().value_of("9")


def test_a_choice_takes_one_of_its_choices(demo: Demo):
    assert choice(demo).value_of("spawn") == "spawn"
    with pytest.raises(ValueRefused, match="one of fork, spawn"):
        Parameter.objects.get().value_of("vfork")


def test_a_demo_with_all_that_belongs_to_it_takes_four_queries(demo: Demo, django_assert_num_queries):
    variant(demo)
    parameter(demo)

    with django_assert_num_queries(4):
        found = Demo.objects.whole().get(key="a-demo")
        assert [len(rows.all()) for rows in (found.variants, found.parameters, found.files)] == [1, 1, 0]


def test_a_demo_may_use_all_its_cores_all_the_time(demo: Demo):
    assert (demo.limits().wall_seconds, demo.limits().cpu_seconds) == (20, 40)


def test_the_longest_demo_stays_within_what_the_sandbox_allows_anybody(demo: Demo):
    demo.wall_seconds, demo.cores = 600, 64

    assert demo.limits().cpu_seconds == 2400
