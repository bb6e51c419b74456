"""Calls what a learner wrote, and tells what came of it: facts, and no judgement. What was expected is not known here.

Each call has a process of its own, in which the program is run anew: one that never returns, or ends Python, spoils no
other. What a process answers was written beside the learner's code, and is read so outside.
"""

import io
import json
import os
import select
import signal
import sys
import threading
import time
import types
from pathlib import Path
from typing import Any, NoReturn

QUESTION = "question.json"
"""An object with "source", "calls" and "seconds", for each of them."""
MOST_CHARACTERS = 2_000
"""Of a value, of a message, of what was printed."""
MOST_BYTES = 65_536
"""Of all that one call may answer."""
PLAIN = (int, float, complex, bool, str, bytes, type(None))
NAME = "exercise"

type Fact = dict[str, Any]


def main() -> None:
    question = json.loads(Path(QUESTION).read_text(encoding="utf-8"))
    source, seconds = question["source"], float(question["seconds"])
    facts = [looked_at(source, call, seconds) for call in question["calls"]]
    sys.stdout.write(json.dumps({"facts": facts}) + "\n")


def looked_at(source: str, call: str, seconds: float) -> Fact:
    """What came of one call, in a process of its own."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        answer(source, call, writing)
    os.close(writing)
    try:
        return heard(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def heard(reading: int, until: float) -> Fact:
    data = bytearray()
    while len(data) <= MOST_BYTES:
        if not select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
            return {"kind": "stuck"}
        portion = os.read(reading, MOST_BYTES)
        data += portion
        if not portion or data.endswith(b"\n"):
            break
    try:
        fact = json.loads(data)
    except (ValueError, RecursionError):
        return {"kind": "ended"}
    return fact if isinstance(fact, dict) else {"kind": "ended"}


def answer(source: str, call: str, writing: int) -> NoReturn:
    """In the process of the call; ends it."""
    os.write(writing, json.dumps(fact_of(source, call)).encode() + b"\n")
    os._exit(0)


def fact_of(source: str, call: str) -> Fact:
    printed = sys.stdout = sys.stderr = io.StringIO()
    in_threads: list[str] = []
    threading.excepthook = lambda raised: in_threads.append(raised.exc_type.__name__)
    module = types.ModuleType(NAME)
    sys.modules[NAME] = module
    try:
        exec(compile(source, f"{NAME}.py", "exec"), vars(module))
    except BaseException as raised:
        return {**told(raised), "kind": "broken"}
    try:
        value = eval(compile(call, "check", "eval"), vars(module))
    except BaseException as raised:
        return told(raised)
    return {
        "kind": "value",
        "value": text_of(value),
        "type": type(value).__name__[:80],
        "printed": printed.getvalue()[:MOST_CHARACTERS],
        "in_threads": in_threads[:1],
    }


def told(raised: BaseException) -> Fact:
    """The exception with the last line of the learner's own program that it passed; 0 where there is none."""
    line, trace = getattr(raised, "lineno", 0) or 0, raised.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == f"{NAME}.py":
            line = trace.tb_lineno
        trace = trace.tb_next
    names = [each.__name__[:80] for each in type(raised).__mro__[:-2]]
    return {"kind": "raised", "names": names, "message": message_of(raised), "line": line}


def message_of(raised: BaseException) -> str:
    """Of a syntax error without its place, which `told` tells."""
    try:
        return str(raised.msg if isinstance(raised, SyntaxError) else raised)[:300]
    except Exception:
        return ""


def text_of(value: object) -> str | None:
    """As Python writes it; None where it is no plain value, or longer than is told."""
    if not is_plain(value):
        return None
    text = repr(value)
    return text if len(text) <= MOST_CHARACTERS else None


def is_plain(value: object, depth: int = 0) -> bool:
    """Built of numbers, texts, lists, tuples, sets and dicts alone: such a value says itself what it is."""
    if depth > 8:
        return False
    if type(value) in {list, tuple, set, frozenset}:
        return all(is_plain(each, depth + 1) for each in value)  # type: ignore[attr-defined]
    if type(value) is dict:
        return all(is_plain(each, depth + 1) for pair in value.items() for each in pair)
    return type(value) in PLAIN
