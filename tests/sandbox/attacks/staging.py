"""Sets the stage of an attack: starts the program that is there beside it, and hears its last word."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import IO

from tests.sandbox.attacks.attack import Stage

ROOT = Path(__file__).resolve().parents[3]
HERE = (sys.executable, "-c")
HEAD = "def was_harmed():\n    return False\n"
TAIL = """
import json, sys
print(json.dumps(facts), flush=True)
sys.stdin.read()  # until the attack is over
print("harmed" if was_harmed() else "unharmed", flush=True)
"""
TAIL_OF_A_RUN = """
import json, time
print(json.dumps(facts), flush=True)
time.sleep(60)  # it has no input that could end
"""


class NoStage(Exception):
    """A stage cannot be set here; its own words say why."""


@dataclass
class Standing:
    """A stage that stands: the files that tell the attack about it, and, once the attack is over, its last word."""

    files: Mapping[str, str] = field(default_factory=dict)
    last_word: str = ""


def stage_text(stage: Stage, *, in_a_run: bool = False) -> str:
    return HEAD + dedent(stage.program) + (TAIL_OF_A_RUN if in_a_run else TAIL)


def facts_of(said: IO[str]) -> str:
    first = said.readline()
    if not first.startswith("{"):
        raise NoStage((first + said.read())[-300:])
    return first


def target(facts: str) -> dict[str, str]:
    """The file from which an attack imports what its stage has told in a line of JSON."""
    return {"target.py": "".join(f"{name} = {value!r}\n" for name, value in json.loads(facts).items())}


@contextmanager
def set_on_host(stage: Stage | None, *, command: tuple[str, ...] = HERE) -> Iterator[Standing]:
    """The stage stands, unprotected, within the block; `command` takes its text, and may lead into a container."""
    if stage is None:
        yield Standing()
        return
    with subprocess.Popen(
        [*command, stage_text(stage)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            standing = Standing(target(facts_of(process.stdout)))
            yield standing
            process.stdin.close()
            word = process.stdout.read().strip()
            standing.last_word = "" if word == "unharmed" else f"OUT: of its stage we hear {word or 'nothing more'}"
        finally:
            process.kill()
