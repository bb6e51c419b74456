"""The rules by which a run ends: which outcome, and one sentence on what was used. Plain facts in, plain facts out."""

import signal
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.events import Outcome, Stack
from sandbox.jail.limits import MEBIBYTE
from sandbox.jail.measuring import Reading
from sandbox.jail.paths import PROGRAM
from sandbox.jobs import Limits

STILL_SECONDS = 3.0
"""Without a move, then it is a deadlock: long enough that nobody takes it for a pause, short enough to wait for."""
MOST_TOLD = 4
LESS_WORK = "Try less work, or a smaller number, to see it finish."


@dataclass(frozen=True)
class Ending:
    """How a run ended, and in one sentence what was used or what to know."""

    outcome: Outcome
    detail: str = ""


def limit_reached(limits: Limits, reading: Reading, *, wall_seconds: float) -> Ending | None:
    """The ending by the first limit that the run has gone beyond; None while it is within all of them."""
    if reading.was_refused_memory or is_full(limits, reading):
        return Ending(Outcome.MEMORY_LIMIT, memory_sentence(limits, reading))
    if reading.was_refused_processes or reading.processes > limits.processes:
        return Ending(Outcome.PROCESS_LIMIT, processes_sentence(limits))
    if wall_seconds >= limits.wall_seconds:
        return Ending(Outcome.TIME_LIMIT, wall_sentence(limits, reading))
    if reading.cpu_seconds >= limits.cpu_seconds:
        return Ending(Outcome.TIME_LIMIT, cpu_sentence(limits, wall_seconds))
    return None


def is_full(limits: Limits, reading: Reading) -> bool:
    return reading.memory_bytes >= limits.memory_mebibytes * MEBIBYTE


def exited(limits: Limits, reading: Reading, *, exit_code: int, wall_seconds: float) -> Ending:
    """The ending of a program that ended by itself.

    Where the kernel has killed a process for want of memory, that is the outcome, whoever went on without it. One that
    failed when there was no more memory, or after it was refused processes, failed for want of them. One that was
    refused processes and ended well, before anybody saw the refusal, is finished.
    """
    if reading.was_refused_memory or (exit_code and is_full(limits, reading)):
        return Ending(Outcome.MEMORY_LIMIT, memory_sentence(limits, reading))
    if exit_code == 0:
        return Ending(Outcome.FINISHED)
    if reading.was_refused_processes:
        return Ending(Outcome.PROCESS_LIMIT, processes_sentence(limits))
    if exit_code == -signal.SIGXCPU:
        return Ending(Outcome.TIME_LIMIT, cpu_sentence(limits, wall_seconds))
    return Ending(Outcome.ERROR, error_sentence(exit_code))


def output_limit_reached(limits: Limits) -> Ending:
    allowed = limits.output_kibibytes
    return Ending(
        Outcome.OUTPUT_LIMIT,
        f"It printed more than the {allowed:,} KiB allowed; what came before is kept. Print a summary, or less often.",
    )


def deadlock(stacks: Sequence[Stack]) -> Ending:
    """Where each thread stands, as far as it could be asked; of several processes, each by its process too."""
    are_several = len({each.process for each in stacks}) > 1
    told = [
        f"{_called(each, with_process=are_several)} on line {line}" for each in stacks if (line := program_line(each))
    ]
    where = f": {', '.join(told[:MOST_TOLD])}{' and others' * (len(told) > MOST_TOLD)}" if told else ""
    return Ending(
        Outcome.DEADLOCK,
        f"Every thread waits for another, and nothing has moved for {STILL_SECONDS:g} s{where}. "
        "What it printed until then is kept.",
    )


def _called(stack: Stack, *, with_process: bool) -> str:
    return f"{stack.thread} of {stack.process}" if with_process else stack.thread


def program_line(stack: Stack) -> int:
    """The line of the program at which a thread stands, or from which it went on into a library; 0 for none."""
    return next((frame.line for frame in stack.frames if frame.file == PROGRAM), 0)


def forged_event(reason: str) -> Ending:
    return Ending(
        Outcome.SANDBOX_FAILURE,
        f"The program wrote into the sandbox's own channel for events, and {reason}; so nothing more was believed. "
        "What it printed until then is kept.",
    )


def stopped() -> Ending:
    return Ending(Outcome.STOPPED, "It was stopped on request; what it printed until then is kept.")


def stopped_while_waiting() -> Ending:
    return Ending(Outcome.STOPPED, "It was stopped before it began.")


def sandbox_failure(text: str) -> Ending:
    return Ending(Outcome.SANDBOX_FAILURE, f"The sandbox failed, not your program: {text}")


def memory_sentence(limits: Limits, reading: Reading) -> str:
    """“512 MiB of 512 in 4 processes and threads”: where it went matters as much as how much it was."""
    used = max(reading.peak_memory_bytes, reading.memory_bytes) // MEBIBYTE
    return (
        f"It used {used:,} MiB of the {limits.memory_mebibytes:,} MiB allowed{_in_how_many(reading.processes)}. "
        "Keep less at once: a smaller chunk, fewer workers, or a generator in place of a list."
    )


def processes_sentence(limits: Limits) -> str:
    return (
        f"It asked for more than the {_counted(limits.processes)} allowed. "
        "Start fewer at once: a pool does the same work with a few."
    )


def wall_sentence(limits: Limits, reading: Reading) -> str:
    return f"It ran for the {limits.wall_seconds:g} s allowed and used {reading.cpu_seconds:.1f} s of CPU time. " + (
        "It mostly waited: look for what never comes." if _mostly_waited(limits, reading) else LESS_WORK
    )


def cpu_sentence(limits: Limits, wall_seconds: float) -> str:
    return (
        f"Its processes used the {limits.cpu_seconds:g} s of CPU time allowed within {wall_seconds:.1f} s. {LESS_WORK}"
    )


def error_sentence(exit_code: int) -> str:
    if exit_code >= 0:
        return f"It ended with exit status {exit_code}."
    return f"It was ended by signal {-exit_code} ({_signal_name(-exit_code)})."


def _mostly_waited(limits: Limits, reading: Reading) -> bool:
    return reading.cpu_seconds < limits.wall_seconds / 10


def _in_how_many(processes: int) -> str:
    return f", in {_counted(processes)}" if processes else ""


def _counted(processes: int) -> str:
    return "one process" if processes == 1 else f"{processes:,} processes and threads"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "a real-time signal"
