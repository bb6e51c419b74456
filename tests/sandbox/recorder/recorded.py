"""Runs small programs as a jail would, but without its walls, and reads what the recorder wrote of them."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from textwrap import dedent

import pytest

import sandbox
from sandbox.records import (
    BUFFER_BYTES,
    CHUNK_BYTES,
    COUNTER,
    HEAD,
    About,
    Kind,
    SpanRecord,
    TextRecord,
    What,
    parse,
)

SECONDS = 30
HOOK = Path(sandbox.__file__).parent / "inside/sitecustomize.py"
PYENV = Path.home() / ".pyenv/versions"


def each_python():
    """The one of the tests and, where they are, others whose insides differ."""
    others = [PYENV / version / "bin/python" for version in ("3.12.1", "3.13.0", "3.13.0t")]
    mine = Path(sys.base_prefix).resolve()
    pythons = [sys.executable, *(str(each) for each in others if each.exists() and each.parents[1].resolve() != mine)]
    return [pytest.param(each, id=Path(each).parents[1].name.lstrip(".")) for each in pythons]


@dataclass(frozen=True)
class Run:
    status: int
    stdout: str
    stderr: str
    records: list[SpanRecord | TextRecord] = field(repr=False)

    def spans(self, kind: Kind = Kind.WAIT, what: What | None = None) -> list[SpanRecord]:
        found = [each for each in self.records if isinstance(each, SpanRecord) and each.kind is kind]
        return [each for each in found if what is None or each.what is what]

    def texts(self, about: About) -> list[TextRecord]:
        return [each for each in self.records if isinstance(each, TextRecord) and each.about is about]

    @cached_property
    def objects(self) -> dict[int, str]:
        return {each.subject: each.text for each in self.texts(About.OBJECT)}

    def named(self, name: str, kind: Kind = Kind.WAIT) -> list[SpanRecord]:
        """The spans about the object of that name."""
        return [each for each in self.spans(kind) if self.objects.get(each.subject) == name]


def said(text: str) -> str:
    """What a program printed, without what differs from run to run."""
    return re.sub(r"/tmp/tmp\w+|0x[0-9a-f]+|\b\d{12,}\b", "…", text)


def milliseconds(span: SpanRecord) -> float:
    return (span.end - span.start) / 1e6


def run(source: str, *, python: str = sys.executable, is_recorded: bool = True) -> Run:
    """The program's run to its end, with input, hook and buffer as in a jail."""
    with tempfile.TemporaryDirectory() as folder:
        process, buffer = start(source, Path(folder), python=python, is_recorded=is_recorded)
        try:
            stdout, stderr = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
            process.wait()
        return Run(process.returncode, stdout, stderr, read(buffer))


def run_until(source: str, is_seen: Callable[[Run], bool], *, python: str = sys.executable) -> Run:
    """The program is killed once that is seen in its buffer, as a supervisor may."""
    with tempfile.TemporaryDirectory() as folder:
        process, buffer = start(source, Path(folder), python=python)
        try:
            until = time.monotonic() + SECONDS
            while not is_seen(seen := Run(0, "", "", read(buffer))) and time.monotonic() < until:
                time.sleep(0.02)
        finally:
            process.kill()
            process.communicate()
        return seen


def start(source: str, folder: Path, *, python: str, is_recorded: bool = True) -> tuple[subprocess.Popen[str], Path]:
    room, work = folder / "room", folder / "work"
    room.mkdir()
    work.mkdir()
    (room / "sitecustomize.py").symlink_to(HOOK)
    (room / "sandbox").symlink_to(HOOK.parents[1])
    program, buffer = work / "main.py", folder / "buffer"
    program.write_text(dedent(source))
    with buffer.open("wb") as file:
        file.truncate(BUFFER_BYTES)
    environment = {**os.environ, "PYTHONPATH": str(room), "INTERLEAVE_XRAY_PROGRAM": str(program)}
    if is_recorded:
        environment["INTERLEAVE_XRAY"] = str(buffer)
    pipe = subprocess.PIPE
    command = [python, str(program)]
    process = subprocess.Popen(
        command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True
    )
    return process, buffer


def read(buffer: Path) -> list[SpanRecord | TextRecord]:
    data = buffer.read_bytes()
    found: list[SpanRecord | TextRecord] = []
    for number in range(1, COUNTER.unpack_from(data)[0] + 1):
        base = number * CHUNK_BYTES
        process, complete = HEAD.unpack_from(data, base)
        at = base + HEAD.size
        found += parse(data[at : at + complete], process=process, at=at)
    return found
