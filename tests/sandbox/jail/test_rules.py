"""The rules of the sandbox as plain facts: how a run ends, how slots share cores, what to type on which host."""

import pytest

from sandbox.events import Frame, Outcome, Stack
from sandbox.jail.advice import Host, advice
from sandbox.jail.cores import shared_out
from sandbox.jail.ending import deadlock, exited, limit_reached
from sandbox.jail.homes import below
from sandbox.jail.measuring import Reading
from sandbox.jail.paths import PROGRAM
from sandbox.jail.processes import parse
from sandbox.jobs import Limits

LIMITS = Limits(wall_seconds=10, cpu_seconds=15, memory_mebibytes=256, processes=8)
MEBIBYTE = 2**20


@pytest.mark.parametrize(
    ("reading", "wall_seconds", "outcome"),
    [
        (Reading(cpu_seconds=14.9, memory_bytes=255 * MEBIBYTE, processes=8), 9.9, None),
        (Reading(), 10.0, Outcome.TIME_LIMIT),
        (Reading(cpu_seconds=15.0), 8.0, Outcome.TIME_LIMIT),
        (Reading(memory_bytes=256 * MEBIBYTE), 1.0, Outcome.MEMORY_LIMIT),
        (Reading(was_refused_memory=True), 1.0, Outcome.MEMORY_LIMIT),
        (Reading(processes=9), 1.0, Outcome.PROCESS_LIMIT),
        (Reading(was_refused_processes=True), 1.0, Outcome.PROCESS_LIMIT),
    ],
)
def test_a_run_ends_when_it_goes_beyond_a_limit(reading, wall_seconds, outcome):
    ending = limit_reached(LIMITS, reading, wall_seconds=wall_seconds)

    assert (ending and ending.outcome) is outcome


@pytest.mark.parametrize(
    ("exit_code", "reading", "outcome"),
    [
        (0, Reading(), Outcome.FINISHED),
        (0, Reading(was_refused_processes=True), Outcome.FINISHED),
        (1, Reading(), Outcome.ERROR),
        (-9, Reading(), Outcome.ERROR),
        (-9, Reading(was_refused_memory=True), Outcome.MEMORY_LIMIT),
        (1, Reading(was_refused_processes=True), Outcome.PROCESS_LIMIT),
        (-24, Reading(), Outcome.TIME_LIMIT),
    ],
)
def test_a_program_that_failed_for_want_of_something_ends_by_that_limit(exit_code, reading, outcome):
    assert exited(LIMITS, reading, exit_code=exit_code, wall_seconds=1).outcome is outcome


def test_a_memory_limit_says_how_much_in_how_many():
    reading = Reading(peak_memory_bytes=256 * MEBIBYTE, processes=4, was_refused_memory=True)

    ending = limit_reached(LIMITS, reading, wall_seconds=1)

    assert ending.detail.startswith("It used 256 MiB of the 256 MiB allowed, in 4 processes and threads.")


@pytest.mark.parametrize(
    ("exit_code", "sentence"),
    [
        (3, "It ended with exit status 3."),
        (-11, "It was ended by signal 11 (SIGSEGV)."),
        (-40, "It was ended by signal 40 (a real-time signal)."),
    ],
)
def test_an_error_says_how_the_program_ended(exit_code, sentence):
    assert exited(LIMITS, Reading(), exit_code=exit_code, wall_seconds=1).detail == sentence


@pytest.mark.parametrize(
    ("cores", "slots"),
    [
        (1, [(0,)]),
        (2, [(0, 1)]),
        (3, [(1, 2)]),
        (4, [(1, 2)]),
        (5, [(1, 2), (3, 4)]),
        (7, [(1, 2), (3, 4), (5, 6)]),
        (8, [(1, 2, 3, 4)]),
        (9, [(1, 2, 3, 4), (5, 6, 7, 8)]),
    ],
)
def test_slots_have_cores_of_their_own_and_leave_one_to_the_site(cores, slots):
    assert shared_out(tuple(range(cores))) == slots


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        (Host(system="darwin", sysctls={}), "docker-compose up"),
        (Host(kernel=(5, 10), sysctls={}), "This kernel is Linux 5.10; the sandbox needs 5.12 or newer."),
        (
            Host(sysctls={"kernel.unprivileged_userns_clone": 0}),
            "sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        (Host(sysctls={"user.max_user_namespaces": 0}), "sysctl -w user.max_user_namespaces=10000"),
        (
            Host(sysctls={"kernel.apparmor_restrict_unprivileged_userns": 1}),
            "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        (
            Host(sysctls={"kernel.apparmor_restrict_unprivileged_userns": 1}),
            "apparmor_parser -r /etc/apparmor.d/interleave-runner",
        ),
        (Host(has_selinux=True, sysctls={}), "ausearch -m AVC -ts recent"),
        (Host(is_container=True, sysctls={}), "--security-opt seccomp=deploy/seccomp-runner.json"),
        (Host(sysctls={}), "unshare --user --map-root-user"),
    ],
)
def test_where_no_jail_can_be_built_the_advice_fits_the_host(host, sentence):
    text = advice(host, "namespaces: Operation not permitted")

    assert text.startswith("No program can be run")
    assert sentence in text


def test_a_process_cannot_forge_its_figures_by_its_name():
    """The name in /proc/PID/stat is the program's own to choose."""
    fields = "R 7 1 1 0 -1 0 0 0 0 0 11 22 33 44 20 0 5 0 100 4096 10"

    seen = parse(9, f"9 (x) S 1 1 1 0 0 0 0 0 0 0 9 9 9 9) {fields}")

    assert (seen.parent, seen.threads, seen.own_ticks, seen.children_ticks) == (7, 5, 33, 77)


@pytest.mark.parametrize(
    ("root", "path", "folder"),
    [
        ("/", "/", "/mount"),
        ("/", "/user.slice/mine", "/mount/user.slice/mine"),
        ("/docker/abc", "/docker/abc", "/mount"),
        ("/docker/abc", "/docker/abc/inner", "/mount/inner"),
    ],
)
def test_a_cgroup_is_found_below_the_part_of_the_tree_that_is_mounted(tmp_path, root, path, folder):
    mount = type(tmp_path)("/mount")

    assert str(below(mount, root, path)) == folder


def standing(process: str, thread: str, line: int) -> Stack:
    return Stack(at=3.0, process=process, thread=thread, frames=(Frame(file=PROGRAM, line=line, function="work"),))


def test_a_deadlock_of_several_processes_names_the_process_of_each_thread():
    main, child = standing("MainProcess", "MainThread", 9), standing("Process-1", "MainThread", 4)

    assert ": MainThread of MainProcess on line 9, MainThread of Process-1 on line 4." in deadlock([main, child]).detail
    assert ": MainThread on line 9." in deadlock([main]).detail
