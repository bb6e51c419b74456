"""Finds the Pythons of this host that can run learners' programs: each is started once and asked about itself."""

import importlib.util
import json
import os
import pwd
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sandbox.jobs import Job, JobRefused

NAME = re.compile(r"python3\.(1[2-9]|[2-9]\d)t?")
"""3.12 is the oldest that the courses speak of; a final t is a free-threaded build."""
PATH = ("/usr/local/bin", "/usr/bin", "/bin")
HOMES = (".pyenv/versions/*/bin", ".local/share/uv/python/*/bin")
ASKING_SECONDS = 10
QUESTIONS = """
import json, os, site, sys, sysconfig
print(json.dumps({
    "version": ".".join(map(str, sys.version_info[:3])) + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""),
    "executable": os.path.realpath(sys.executable),
    "prefixes": sorted({os.path.realpath(sys.base_prefix), os.path.realpath(sys.base_exec_prefix)}),
    "packages": site.getsitepackages([sys.base_prefix, sys.base_exec_prefix]),
}))
"""


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """One Python: its full version, its program, the prefixes its library lies in, its folders of foreign packages."""

    version: str
    executable: str
    prefixes: tuple[str, ...]
    packages: tuple[str, ...]
    greenlet: str | None = None
    """The folder of greenlet, for the Python that the race lab explores on: nothing else is given it."""

    @property
    def minor(self) -> str:
        """The version as a job asks for it: "3.13", or "3.13t"."""
        is_free_threaded = self.version.endswith("t")
        return ".".join(self.version.split(".")[:2]) + "t" * is_free_threaded

    @property
    def number(self) -> tuple[int, ...]:
        return tuple(map(int, self.version.rstrip("t").split(".")))


@dataclass(frozen=True)
class Interpreters:
    """What this host offers; the first is the site's own."""

    all: tuple[Interpreter, ...]

    @property
    def default(self) -> Interpreter:
        return self.all[0]

    @property
    def explorer(self) -> Interpreter:
        """The site's own, as the race lab explores on it. Raises JobRefused where greenlet is not installed."""
        folder = greenlets_folder()
        if folder is None:
            raise JobRefused("The race lab needs greenlet, which is not installed here: install the site's packages.")
        return replace(self.default, greenlet=folder)

    def asked_for_by(self, job: Job) -> Interpreter:
        """Raises JobRefused where there is no such Python, or no explorer."""
        return self.explorer if job.explores else self.named(job.python)

    def named(self, version: str | None) -> Interpreter:
        """The interpreter a job asks for; raises JobRefused with the versions there are."""
        for each in self.all:
            if version in (None, each.minor, each.version):
                return each
        known = " and ".join(each.minor for each in self.all)
        raise JobRefused(f"There is no Python {version} here; there is {known}.")


class NoInterpreter(Exception):
    """Not even the Python that runs this starts as a program behind walls must start."""


def greenlets_folder() -> str | None:
    """Where the package that the race lab needs lies, beside the packages of the Python that runs this."""
    spec = importlib.util.find_spec("greenlet")
    if spec is None or not spec.submodule_search_locations:
        return None
    return os.path.realpath(next(iter(spec.submodule_search_locations)))


def find_interpreters() -> Interpreters:
    """The site's own Python first, then the newest of every other minor version that runs."""
    own = ask(Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}{sys.abiflags}")
    own = own or ask(Path(os.path.realpath(sys.executable)))
    if own is None:
        raise NoInterpreter(f"{sys.executable} does not start with an empty environment, as it has to behind walls.")
    found = {own.minor: own}
    for each in sorted(_others(own), key=lambda each: each.number, reverse=True):
        found.setdefault(each.minor, each)
    return Interpreters(tuple(found.values()))


def ask(program: Path) -> Interpreter | None:
    """What the program says of itself, None where it does not run or is no Python: a shim may exist and still fail."""
    command = [str(program), "-I", "-S", "-c", QUESTIONS]
    try:
        done = subprocess.run(command, env={}, capture_output=True, timeout=ASKING_SECONDS, check=True)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Interpreter(
        version=answer["version"],
        executable=answer["executable"],
        prefixes=tuple(answer["prefixes"]),
        packages=tuple(answer["packages"]),
    )


def _others(own: Interpreter) -> Iterator[Interpreter]:
    programs = {os.path.realpath(program) for folder in _folders(own) for program in _programs(folder)}
    for program in sorted(programs - {own.executable}):
        found = ask(Path(program))
        if found is not None:
            yield found


def _folders(own: Interpreter) -> Iterable[Path]:
    """Where bin/find-python looks as well, without PATH and HOME, which an empty environment does not have."""
    yield from map(Path, PATH)
    yield from Path(own.prefixes[0]).parent.glob("*/bin")
    home = Path(pwd.getpwuid(os.geteuid()).pw_dir)
    for pattern in HOMES:
        yield from home.glob(pattern)


def _programs(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if NAME.fullmatch(path.name)]
    except OSError:
        return []
