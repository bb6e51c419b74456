"""Every program of the demo course runs in the real sandbox, and the variants of a demo agree."""

from pathlib import Path

import pytest

from courses.content.assignments import with_values
from courses.content.facts.demos import DemoFacts, VariantFacts
from courses.content.values import Value
from courses.coursefiles.importing import checked_course
from sandbox.events import End, Event, Outcome, Stderr, Stdout
from sandbox.jobs import Job
from sandbox.runner.client import about, running
from tests.courses.folders import DEMO_COURSE

DEMOS = {demo.key: demo for demo in checked_course(DEMO_COURSE)[0].demos}
PROGRAMS = {f"{demo.key}/{variant.key}": (demo, variant) for demo in DEMOS.values() for variant in demo.variants}
QUICK = {"SIZE": 1_000_000, "DELAY": 20}


def least(demo: DemoFacts) -> dict[str, Value]:
    return {each.name: each.minimum for each in demo.parameters}


def most_of_all_but_work(demo: DemoFacts) -> dict[str, Value]:
    return {each.name: each.maximum for each in demo.parameters} | QUICK


def events_of(
    demo: DemoFacts, variant: VariantFacts, values: dict[str, Value], socket: Path, python: str | None = None
) -> list[Event]:
    job = Job(with_values(variant.source, values), files=demo.files, limits=demo.limits(), python=python)
    with running(socket, job) as run:
        return list(run.events())


def printed(events: list[Event]) -> list[str]:
    """The lines of a program that ended well; fails for any other."""
    end = events[-1]
    assert isinstance(end, End)
    assert end.outcome is Outcome.FINISHED, events
    assert not [event.text for event in events if isinstance(event, Stderr)]
    return "".join(event.text for event in events if isinstance(event, Stdout)).splitlines()


@pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)
def test_all_variants_print_the_same_lines_each_in_its_own_order(demo: DemoFacts, runner_socket: Path):
    said = {sorted_lines(events_of(demo, each, QUICK, runner_socket)) for each in demo.variants}

    assert len(demo.variants) == 4
    assert len(said) == 1, said


def sorted_lines(events: list[Event]) -> tuple[str, ...]:
    return tuple(sorted(printed(events)))


@pytest.mark.parametrize("demo", DEMOS.values(), ids=DEMOS)
@pytest.mark.parametrize("values", [least, most_of_all_but_work])
def test_what_a_reader_may_choose_at_the_ends_runs_too(demo: DemoFacts, values, runner_socket: Path):
    last = {printed(events_of(demo, each, values(demo), runner_socket))[-1] for each in demo.variants}

    assert len(last) == 1


@pytest.mark.parametrize(("demo", "variant"), PROGRAMS.values(), ids=PROGRAMS)
def test_every_program_runs_on_every_python_of_the_host(demo: DemoFacts, variant: VariantFacts, runner_socket: Path):
    for python in about(runner_socket).interpreters:
        assert printed(events_of(demo, variant, QUICK, runner_socket, python))


def test_the_sum_is_the_sum(runner_socket: Path):
    demo, size = DEMOS["sum-of-squares"], 1_000_000
    said = printed(events_of(demo, demo.variants[0], {"SIZE": size}, runner_socket))

    assert said[-1] == f"sum: {(size - 1) * size * (2 * size - 1) // 6}"


def test_a_line_is_seen_before_the_next_one_exists(runner_socket: Path):
    demo = DEMOS["ten-pages"]
    events = events_of(demo, demo.variants[0], {"DELAY": 50}, runner_socket)

    assert len([event for event in events if isinstance(event, Stdout)]) >= 10


@pytest.mark.parametrize(("demo", "variant"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_can_be_read_at_a_glance(demo: DemoFacts, variant: VariantFacts):
    lines = variant.source.splitlines()

    assert len(lines) <= 30
    assert max(map(len, lines)) <= 100
