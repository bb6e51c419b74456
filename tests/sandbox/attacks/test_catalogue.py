"""The catalogue is what it promises: complete, at least sixty attacks, and to be taken wherever a runner is."""

import ast
import re
from pathlib import Path

import pytest

from tests.sandbox.attacks.attack import Wants
from tests.sandbox.attacks.catalogue import ATTACKS

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
MUST_BE_HELD = {
    Wants.NETWORK: """TCP, UDP, DNS, the host's loopback, Redis, metadata address, abstract sockets, path sockets,
        raw, netlink, packet, vsock""",
    Wants.SECRETS: "environment of any pid, command lines, inherited descriptors",
    Wants.FILES: "application, /etc/shadow, writes to the root, symlinks for the host to follow, device nodes, suid",
    Wants.OTHER_RUNS: "/tmp, /dev/shm, SysV IPC, pids, signals, ptrace",
    Wants.EXHAUSTION: """fork bomb, thread bomb, double-fork daemon, ignored signals, CPU chains, memory by heap, fork,
        shared maps, memfd, pipes, /dev/shm, tmp, inodes, sparse files""",
    Wants.OUTPUT: "flood, one endless line, NULs, broken UTF-8, terminal escapes, HTML",
    Wants.FORGED_EVENTS: "forged events on any descriptor, lines that look like events",
    Wants.DOORS: "nested user namespaces, mount, keyctl, bpf, perf, io_uring, userfaultfd, TIOCSTI",
    Wants.MALFORMED: """null bytes, nesting that breaks the compiler, megabytes of source, crashes by ctypes, os._exit,
        os.abort""",
}
"""The abuse that must be held, as the design lists it."""
ITEMS = [(wants, item) for wants, items in MUST_BE_HELD.items() for item in " ".join(items.split()).split(", ")]


@pytest.mark.parametrize(("wants", "item"), ITEMS, ids=str)
def test_everything_that_must_be_held_is_tried(wants, item):
    assert any((attack.wants, attack.item) == (wants, item) for attack in ATTACKS)


def test_there_are_more_than_sixty_attacks_and_each_has_its_own_name():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) > 60


def test_an_attack_belongs_to_the_list_or_says_that_it_goes_beyond():
    assert {attack.item for attack in ATTACKS} - {item for _, item in ITEMS} == {""}


@pytest.mark.parametrize("path", [HERE / "attack.py", HERE / "needs.py", *(HERE / "catalogue").glob("*.py")], ids=str)
def test_the_catalogue_can_be_taken_anywhere(path):
    """Of the project it needs only what a runner's caller has: the proof of the compose stack loads it as it is."""
    imports = [node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]

    ours = [name for name in imports if name.partition(".")[0] in ("sandbox", "tests", "platform", "website")]
    allowed = ("sandbox.events", "sandbox.jobs", "tests.sandbox.attacks.attack", "tests.sandbox.attacks.needs")
    assert all(name in allowed or name.startswith("tests.sandbox.attacks.catalogue") for name in ours)


def test_the_threat_model_names_only_attacks_and_tests_that_exist():
    text = " ".join((ROOT / "docs/developers/threat-model.md").read_text().split())
    tests = " ".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))

    italics = set(re.findall(r"(?<!\*)\*([a-z][^*]+)\*(?!\*)", text))
    assert italics
    assert italics <= {attack.name for attack in ATTACKS}
    assert all(f"def {name}(" in tests for name in re.findall(r"`(test_\w+)`", text))
