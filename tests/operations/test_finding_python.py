"""The launcher finds a Python that runs and is new enough, whatever else bears the name, and says what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BROKEN = "echo 'pyenv: version not installed' >&2; exit 127"
TOO_OLD = "exit 1"
GOOD = "exit 0"
WITHOUT_VENV = 'case "$2" in *venv*) exit 1 ;; *) exit 0 ;; esac'


@pytest.fixture
def machine(tmp_path: Path):
    """A machine with nothing but a shell and `ls`; its programs lie in bin/."""
    (tmp_path / "bin").mkdir()
    for program in ("sh", "ls"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))
    return tmp_path


def install(place: Path, does: str) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{does}\n")
    place.chmod(0o755)
    return str(place)


def find(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(machine / "bin" / "sh"), str(ROOT / "bin" / "find-python")],
        env={"PATH": str(machine / "bin"), "HOME": str(machine), **environment},
        capture_output=True,
        text=True,
    )


def test_the_newest_that_runs_is_taken(machine: Path):
    install(machine / "bin" / "python3.12", GOOD)
    newest = install(machine / "bin" / "python3.13", GOOD)
    install(machine / "bin" / "python3", TOO_OLD)

    assert find(machine).stdout.strip() == newest


def test_a_shim_that_exists_and_fails_is_passed_over(machine: Path):
    install(machine / "bin" / "python3.14", BROKEN)
    works = install(machine / "bin" / "python3.12", GOOD)

    assert find(machine).stdout.strip() == works


def test_a_pyenv_version_is_found_though_no_shim_leads_to_it(machine: Path):
    install(machine / "bin" / "python3", TOO_OLD)
    works = install(machine / ".pyenv/versions/3.13.0/bin/python3.13", GOOD)

    assert find(machine).stdout.strip() == works


def test_a_plain_python3_that_is_new_enough_will_do(machine: Path):
    works = install(machine / "bin" / "python3", GOOD)

    assert find(machine).stdout.strip() == works


def test_the_one_that_is_named_comes_first_even_in_a_folder_with_blanks(machine: Path):
    install(machine / "bin" / "python3.14", GOOD)
    named = install(machine / "my python" / "python", GOOD)

    assert find(machine, PYTHON=named).stdout.strip() == named


def test_without_any_it_says_what_to_install(machine: Path):
    install(machine / "bin" / "python3", TOO_OLD)

    result = find(machine)

    assert result.returncode == 1
    assert "Interleave needs Python 3.12 or newer, and found none that runs." in result.stderr


def test_a_missing_venv_is_named(machine: Path):
    python = install(machine / "bin" / "python3.12", WITHOUT_VENV)

    result = find(machine)

    assert result.returncode == 1
    assert f"found {python}, but a part of it is missing (venv" in result.stderr
    assert "apt-get install python3-venv" in result.stderr


def test_preparing_stops_there_and_makes_nothing(machine: Path):
    for program in ("dirname", "id"):
        (machine / "bin" / program).symlink_to(shutil.which(program))
    shutil.copytree(ROOT / "bin", machine / "clone" / "bin")

    result = subprocess.run(
        [str(machine / "bin" / "sh"), "bin/prepare", "up"],
        cwd=machine / "clone",
        env={"PATH": str(machine / "bin"), "HOME": str(machine)},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 1
    assert "Interleave needs Python 3.12 or newer" in result.stderr
    assert [path.name for path in (machine / "clone").iterdir()] == ["bin"]


def test_the_real_one_is_found_too(machine: Path):
    real = machine / "bin" / f"python3.{sys.version_info.minor}"
    real.symlink_to(Path(sys.executable).resolve())

    assert find(machine, LD_LIBRARY_PATH=os.environ.get("LD_LIBRARY_PATH", "")).stdout.strip() == str(real)
