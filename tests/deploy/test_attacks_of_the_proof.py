"""The proof of the compose stack tries the catalogue through a runner's socket; here, through that of a real runner."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.attacks.attack import Attack, Wants
from tests.sandbox.attacks.catalogue import named

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.attack


@pytest.fixture
def proof(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "deploy")
    from proof import attacks

    return attacks


@pytest.fixture
def ask(proof, runner_socket):
    """As a worker's container is asked: a program's text, an empty environment, requests on its input."""
    _, option, text, _ = proof.IN_THE_WORKER

    def ask(requests: str) -> str:
        command = [sys.executable, option, text, str(runner_socket)]
        return subprocess.run(
            command, cwd=ROOT, env={}, input=requests, capture_output=True, text=True, check=True
        ).stdout

    return ask


def test_what_a_program_may_do_is_heard(proof, ask):
    assert proof.is_heard(ask)


def test_attacks_are_tried_with_their_stages(proof, ask):
    attacks = [named("connects to a service on the host's loopback"), named("reads /etc/shadow"), named("aborts")]

    report = proof.try_all(ask, [sys.executable, "-c"], attacks)

    assert sorted(report.held) == sorted(attack.name for attack in attacks)
    assert "no network but loopback" in report.walls


def test_an_attack_that_gets_through_is_told(proof, ask):
    gets_through = Attack(name="may", wants=Wants.OUTPUT, item="", wall="", program="print('OUT')")

    report = proof.try_all(ask, [sys.executable, "-c"], [gets_through])

    assert report.got_through == {"may": "it got through: ['OUT']"}


def test_what_cannot_be_tried_there_is_not_counted_as_held(proof, ask):
    takes_two_runs = named("attaches the shared memory of another run")

    report = proof.try_all(ask, [sys.executable, "-c"], [takes_two_runs])

    assert (report.held, list(report.not_tried)) == ([], [takes_two_runs.name])
