"""What is found in a run is looked for once, and again when there is a reason."""

import pytest

from sandbox.events import Outcome
from sandbox.runs import finding
from sandbox.runs.finding import findings_in
from sandbox.runs.models import Run
from sandbox.xray.keeping import pack, unpack
from sandbox.xray.timeline import Timeline
from tests.sandbox.xray.findings.timelines import cpu, main_lane, run
from tests.sandbox.xray.scenes import four_in_turn, lock_held_during_io

SILENT = run(main_lane(cpu(0, 1)))
"""Given in place of a run's own, it tells whether anybody looked."""


def a_run(timeline: Timeline, *, source: str) -> Run:
    return Run(job={"source": source}, timeline=pack(timeline), outcome=Outcome.FINISHED, exit_code=0)


@pytest.fixture
def gil_bound(request: pytest.FixtureRequest) -> Run:
    return a_run(four_in_turn().truth(), source=f"# {request.node.name}")


def keys(run: Run, timeline: Timeline) -> list[str]:
    return [each.key for each in findings_in(run, timeline)]


def test_what_was_found_once_is_not_looked_for_again(gil_bound: Run):
    assert keys(gil_bound, unpack(gil_bound.timeline)) == ["gil-bound"]
    assert keys(gil_bound, SILENT) == ["gil-bound"]


def test_rules_that_have_changed_look_again(gil_bound: Run, monkeypatch: pytest.MonkeyPatch):
    findings_in(gil_bound, unpack(gil_bound.timeline))
    monkeypatch.setattr(finding, "rules_digest", lambda: b"others")

    assert keys(gil_bound, SILENT) == []


def test_two_runs_of_one_program_have_their_own(gil_bound: Run):
    other = a_run(lock_held_during_io().truth(), source=gil_bound.job["source"])

    assert keys(gil_bound, unpack(gil_bound.timeline)) == ["gil-bound"]
    assert "lock-during-io" in keys(other, unpack(other.timeline))
