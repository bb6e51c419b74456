"""The Pythons of a host are those that really run, the site's own first, asked for by version."""

import sys

import pytest

from sandbox.jail.interpreters import Interpreter, Interpreters, ask, find_interpreters
from sandbox.jobs import JobRefused


def an_interpreter(version):
    return Interpreter(version=version, executable=f"/python{version}", prefixes=("/usr",), packages=())


OFFER = Interpreters(tuple(map(an_interpreter, ["3.13.0", "3.12.1", "3.13.0t"])))


def test_the_sites_own_python_is_the_default():
    found = find_interpreters()

    assert found.default.version.startswith(".".join(map(str, sys.version_info[:3])))
    assert len({each.minor for each in found.all}) == len(found.all)


@pytest.mark.parametrize(
    ("asked", "version"),
    [(None, "3.13.0"), ("3.13", "3.13.0"), ("3.12", "3.12.1"), ("3.12.1", "3.12.1"), ("3.13t", "3.13.0t")],
)
def test_an_interpreter_is_asked_for_by_its_version(asked, version):
    assert OFFER.named(asked).version == version


@pytest.mark.parametrize("asked", ["3.11", "3.12.9", "3.14"])
def test_an_unknown_version_is_refused_with_those_there_are(asked):
    with pytest.raises(JobRefused) as refusal:
        OFFER.named(asked)

    assert refusal.value.sentence == f"There is no Python {asked} here; there is 3.13 and 3.12 and 3.13t."


def test_a_program_that_does_not_run_is_no_interpreter(tmp_path):
    """A pyenv shim exists and fails where its version is not chosen."""
    shim = tmp_path / "python3.14"
    shim.write_text("#!/bin/sh\necho not installed; exit 127\n")
    shim.chmod(0o755)

    assert ask(shim) is None
    assert ask(tmp_path / "nothing") is None
