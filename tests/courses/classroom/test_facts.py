"""What a page says of a run's machine is what the sandbox announced, and nothing is made up."""

from courses.classroom.facts import facts_of_a_run, remark_on_cores
from sandbox.jobs import Limits
from sandbox.runs.capacity import Capacity

LIMITS = Limits(wall_seconds=20, memory_mebibytes=512, cores=2)


def offered(*, slots: int = 2, cores: int = 4) -> Capacity:
    return Capacity(is_open=True, slots=slots, cores=cores, interpreters=("3.13",), default="3.13")


def test_a_run_has_no_more_cores_than_it_asks_for_and_than_there_are():
    assert facts_of_a_run(LIMITS, offered(cores=4)) == "Python 3.13 · 2 cores · 512 MiB · 20 s"
    assert facts_of_a_run(LIMITS, offered(cores=1)) == "Python 3.13 · 1 core · 512 MiB · 20 s"


def test_what_nobody_announced_is_left_out():
    assert facts_of_a_run(LIMITS, Capacity(is_open=False)) == "512 MiB · 20 s"


def test_one_core_is_told_since_nothing_can_be_faster_on_it():
    assert "one core" in remark_on_cores(offered(cores=1))


def test_a_small_machine_says_why_its_times_vary():
    assert "one program at a time" in remark_on_cores(offered(slots=1, cores=2))


def test_a_large_machine_needs_no_remark():
    assert remark_on_cores(offered()) == ""
