"""The filter refuses what it is to refuse, on both machines, read as the kernel does; and stands around a program."""

import errno
import os
import struct
from collections.abc import Iterator

import pytest

from sandbox.jail import bpf, seccomp
from sandbox.jail.syscalls import FIRST_OF_X32, MACHINES, table
from tests.sandbox.walls import behind_walls, each_interpreter

ARM_32_BIT, INTEL_32_BIT = 0x40000028, 0x40000003
ORDINARY = {
    "x86_64": {
        "read": 0, "write": 1, "mmap": 9, "mprotect": 10, "pipe": 22, "shmget": 29, "kill": 62, "fork": 57, "vfork": 58,
        "execve": 59, "wait4": 61, "futex": 202, "sched_setaffinity": 203, "epoll_ctl": 233, "mq_open": 240,
        "openat": 257, "prlimit64": 302, "getrandom": 318, "memfd_create": 319, "rseq": 334, "close_range": 436,
    },
    "aarch64": {
        "read": 63, "write": 64, "mmap": 222, "mprotect": 226, "pipe2": 59, "shmget": 194, "kill": 129, "execve": 221,
        "wait4": 260, "futex": 98, "sched_setaffinity": 122, "epoll_ctl": 21, "mq_open": 180, "openat": 56,
        "prlimit64": 261, "getrandom": 278, "memfd_create": 279, "rseq": 293, "close_range": 436,
    },
}  # fmt: skip
"""What a Python program with threads, processes and files cannot do without."""
both = pytest.mark.parametrize("machine", list(MACHINES))


def answered(machine: str, number: int, *arguments: int, as_machine: int | None = None) -> int:
    """What the filter returns for a call: an interpreter of the few instructions that it uses."""
    six = [*arguments, *[0] * (6 - len(arguments))]
    seen = struct.pack("=IIQ6Q", number, MACHINES[machine] if as_machine is None else as_machine, 0, *six)
    return run(list(instructions(seccomp.deny_list(machine))), seen)


def instructions(program: bytes) -> Iterator[tuple[int, int, int, int]]:
    yield from struct.iter_unpack("=HBBI", program)


def run(program: list[tuple[int, int, int, int]], seen: bytes) -> int:
    at = accumulator = 0
    while True:
        code, if_so, if_not, operand = program[at]
        at += 1
        match code:
            case bpf.LOAD_WORD:
                (accumulator,) = struct.unpack_from("=I", seen, operand)
            case bpf.RETURN:
                return operand
            case bpf.JUMP_IF_EQUAL:
                at += if_so if accumulator == operand else if_not
            case bpf.JUMP_IF_AT_LEAST:
                at += if_so if accumulator >= operand else if_not
            case bpf.JUMP_IF_ANY_BIT:
                at += if_so if accumulator & operand else if_not
            case _:
                raise AssertionError(f"no instruction that we write: {code:#x}")


def refused(number: int) -> int:
    return bpf.ERROR | number


@both
def test_what_a_program_cannot_do_without_is_allowed(machine: str):
    assert {answered(machine, number) for number in ORDINARY[machine].values()} == {bpf.ALLOW}


@both
def test_what_no_lesson_needs_is_refused(machine: str):
    numbers = table(machine).numbers
    names = [each for each in seccomp.REFUSED if each in numbers]

    assert {answered(machine, numbers[each], 1, 2, 3) for each in names} == {refused(errno.EPERM)}
    assert len(names) > 50


@both
def test_only_names_that_are_in_the_table_are_used(machine: str):
    only_intel = {"inotify_init", "ioperm", "iopl", "modify_ldt", "sysfs", "uselib", "ustat"}
    missing = {each for each in (*seccomp.REFUSED, *seccomp.MISSING) if each not in table(machine).numbers}

    assert missing == (only_intel if machine == "aarch64" else set())
    assert seccomp.by_arguments().keys() <= table(machine).numbers.keys()


@both
def test_a_thread_or_process_is_cloned_but_no_namespace(machine: str):
    clone, of_a_thread, of_a_fork = table(machine).numbers["clone"], 0x3D0F00, 0x1200011

    assert answered(machine, clone, of_a_thread) == answered(machine, clone, of_a_fork) == bpf.ALLOW
    for each in (os.CLONE_NEWUSER, os.CLONE_NEWNS, os.CLONE_NEWPID, os.CLONE_NEWNET, os.CLONE_NEWCGROUP):
        assert answered(machine, clone, of_a_fork | each) == refused(errno.EPERM)
    assert answered(machine, table(machine).numbers["clone3"], 0) == refused(errno.ENOSYS)


@both
@pytest.mark.parametrize("call", ["socket", "socketpair"])
def test_sockets_are_of_three_families(machine: str, call: str):
    number = table(machine).numbers[call]
    allowed = {family for family in range(64) if answered(machine, number, family) == bpf.ALLOW}

    assert allowed == {seccomp.AF_UNIX, seccomp.AF_INET, seccomp.AF_INET6}
    assert answered(machine, number, 16) == refused(errno.EAFNOSUPPORT)


@both
def test_a_high_half_that_the_kernel_does_not_read_hides_nothing(machine: str):
    numbers, high = table(machine).numbers, 1 << 40

    assert answered(machine, numbers["ioctl"], 0, high | seccomp.TIOCSTI) == refused(errno.EPERM)
    assert answered(machine, numbers["clone"], high | os.CLONE_NEWUSER) == refused(errno.EPERM)
    assert answered(machine, numbers["socket"], high | 16) == refused(errno.EAFNOSUPPORT)
    assert answered(machine, numbers["personality"], high | 0x0040000) == refused(errno.EPERM)


@both
def test_a_terminal_is_asked_for_its_size_but_never_typed_at(machine: str):
    number, size = table(machine).numbers["ioctl"], 0x5413

    assert answered(machine, number, 0, size) == bpf.ALLOW
    assert answered(machine, number, 0, seccomp.TIOCLINUX) == refused(errno.EPERM)


@both
def test_calls_of_another_table_end_the_process(machine: str):
    assert answered(machine, ORDINARY[machine]["read"], as_machine=INTEL_32_BIT) == bpf.KILL
    assert answered(machine, ORDINARY[machine]["read"], as_machine=ARM_32_BIT) == bpf.KILL
    x32 = answered(machine, FIRST_OF_X32 + 1)
    assert x32 == (bpf.KILL if machine == "x86_64" else bpf.ALLOW)


def test_no_jump_leads_out_of_the_program():
    for machine in MACHINES:
        program = list(instructions(seccomp.deny_list(machine)))
        reached = {at + 1 + skip for at, (_, *skips, _) in enumerate(program) for skip in skips}
        assert max(reached) <= len(program)
        assert program[-1][0] == bpf.RETURN


@pytest.mark.parametrize("python", each_interpreter())
def test_it_stands_around_a_program_and_what_it_starts(python: str):
    run = behind_walls(
        """
        import subprocess, sys
        asks = "print(open('/proc/self/status').read().split('Seccomp:')[1].split()[0])"
        exec(asks)
        print(subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True).stdout, end="")
        """,
        python=python,
    )

    assert run.stdout == "2\n2\n"
