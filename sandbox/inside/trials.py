"""Runs a program for real again and again, each time in a process of its own, and prints one line on how it went.

What runs in a jail when the race lab is asked so. The program is compiled once, here, and only ever executed in a
forked child: whatever it replaces or leaves behind ends there. The standard library alone; nothing of the explorer.
"""

import atexit
import builtins
import gc
import json
import os
import select
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from os import _exit  # the child needs the true one, whatever the program does to the module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn

QUESTION = "question.json"
"""An object with "source", how many "runs" are made at most, for how many "seconds", each for at most "run_seconds"."""
PROGRAM = "main.py"
MOST_KINDS = 5
"""Ways to break, and last lines, that are told, the most frequent first."""
KINDS_KEPT = 200
"""While it goes on; a program may break in a new way each time."""
TEXT_CHARACTERS = 160
TAIL_BYTES = 1_000
READ_BYTES = 1 << 16
READS_AFTERWARDS = 16
"""Of what a child has left in its pipe; a child of its own may go on writing for ever."""


class Run:
    """One time that the program is run; `tail` is the end of what it printed."""

    def __init__(self, code: CodeType) -> None:
        self.tail = b""
        self.printed, out = os.pipe()
        self.reported, report = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            become_the_program(code, out=out, report=report)
        os.close(out)
        os.close(report)
        os.set_blocking(self.printed, False)
        os.set_blocking(self.reported, False)

    def end(self, *, seconds: float) -> tuple[str, bool]:
        """What broke it, and whether it was stuck: it had not ended after so many seconds. Nothing of it is left."""
        is_stuck = not self._has_ended(time.monotonic() + seconds)
        for kill in (os.kill, os.killpg):  # its own children too; what made a session of its own ends with the jail
            with suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        for _ in range(READS_AFTERWARDS):
            if not self._read():
                break
        report = self._report()
        os.close(self.printed)
        os.close(self.reported)
        if report or is_stuck:
            return report, is_stuck and not report
        return words_of_status(status), False

    def _has_ended(self, until: float) -> bool:
        poller = select.poll()
        process = os.pidfd_open(self.pid)
        poller.register(process, select.POLLIN)
        poller.register(self.printed, select.POLLIN)
        try:
            while (left := until - time.monotonic()) > 0:
                ready = [descriptor for descriptor, _ in poller.poll(left * 1000)]
                if self.printed in ready and not self._read():
                    poller.unregister(self.printed)
                if process in ready:
                    return True
            return False
        finally:
            os.close(process)

    def _read(self) -> bool:
        """Whether there was more."""
        try:
            data = os.read(self.printed, READ_BYTES)
        except BlockingIOError:
            return False
        self.tail = (self.tail + data)[-TAIL_BYTES:]
        return bool(data)

    def _report(self) -> str:
        try:
            return readable(os.read(self.reported, READ_BYTES))
        except BlockingIOError:
            return ""

    def last_line(self) -> str:
        lines = self.tail.decode(errors="replace").strip().splitlines()
        return readable(lines[-1].encode()) if lines else ""


def readable(said: bytes) -> str:
    text = said.decode(errors="replace")[:TEXT_CHARACTERS]
    return "".join(each if each.isprintable() else " " for each in text).strip()


def words_of_status(status: int) -> str:
    if status >= 0:
        return f"exit status {status}" if status else ""
    try:
        return f"ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"ended by signal {-status}"


# --- in the child ---------------------------------------------------------------------------------------


def become_the_program(code: CodeType, *, out: int, report: int) -> NoReturn:
    """Never returns: the status is that of the program, as Python ends."""
    status = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(nothing, 2)
        status = executed(code, report)
    finally:
        _exit(status)


def executed(code: CodeType, report: int) -> int:
    """The exit status. Threads that are no daemons are waited for, as at every end of Python."""

    def tell(error: BaseException | None) -> None:
        os.write(report, words_of(error).encode(errors="replace"))

    def tell_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            tell(args.exc_value)

    threading.excepthook = tell_of_thread
    sys.argv = [PROGRAM]
    sys.modules["__main__"] = main = ModuleType("__main__")
    vars(main).update(__file__=PROGRAM, __builtins__=builtins)
    status = 0
    try:
        exec(code, vars(main))
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException as error:
        status = 1
        tell(error)
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as multiprocessing ends its children
    atexit._run_exitfuncs()  # noqa: SLF001
    with suppress(Exception):
        sys.stdout.flush()
    return status & 0xFF


def words_of(error: BaseException | None) -> str:
    """As a traceback ends. The error is the program's: its text may be endless, or none."""
    name = type(error).__name__
    try:
        text = str(error)[:TEXT_CHARACTERS]
    except BaseException:
        text = ""
    return f"{name}: {text}" if text else name


# --- the question and its answer --------------------------------------------------------------------------


def answer(question: dict[str, Any]) -> dict[str, Any]:
    code = compile(question["source"], PROGRAM, "exec", dont_inherit=True)
    gc.collect()
    gc.freeze()
    runs = stuck = 0
    kinds: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    began = time.monotonic()
    while runs < question["runs"] and time.monotonic() - began < question["seconds"]:
        run = Run(code)
        broken, is_stuck = run.end(seconds=question["run_seconds"])
        runs, stuck = runs + 1, stuck + is_stuck
        if broken:
            count(kinds, broken)
        elif not is_stuck:
            count(printed, run.last_line())
    return {
        "runs": runs,
        "broke": kinds.total(),
        "stuck": stuck,
        "kinds": most(kinds),
        "printed": most(printed),
        "seconds": round(time.monotonic() - began, 3),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}{'t' * ('t' in sys.abiflags)}",
        "cores": len(os.sched_getaffinity(0)),
    }


def count(counted: Counter[str], text: str) -> None:
    """What comes too late for a place of its own is counted without one."""
    counted[text if text in counted or len(counted) < KINDS_KEPT else ""] += 1


def most(counted: Counter[str]) -> list[list[Any]]:
    named = [[text, times] for text, times in counted.most_common() if text]
    return named[:MOST_KINDS]


def main() -> None:
    question = json.loads(Path(QUESTION).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps(answer(question), ensure_ascii=False) + "\n")
