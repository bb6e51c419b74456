"""Where a run stands and how it ended, in words for the page: what happened, then what to do."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sandbox.events import Outcome
from sandbox.jobs import Limits
from sandbox.runs.mistakes import Complaint, complaint_of
from sandbox.runs.models import Run, State
from sandbox.runs.waiting import Place, waiting_words


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`tone` is "ok", "bad", "warn", "acc" or "" for plain; `icon` is a name of the site's icons."""

    tone: str
    chip: str
    title: str
    sentence: str
    next_step: str = ""
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What is known of a run that ended, as far as the words need it.

    `detail`: the sandbox's own sentences, which say at a limit what to try.
    """

    limits: Limits
    exit_code: int | None
    wall_seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    detail: str
    has_begun: bool
    has_output: bool
    complaint: Complaint


def verdict_of(run: Run, *, place: Place | None = None) -> Verdict:
    """The words for a run as it stands. `place`: its place in the queue, where that is known."""
    if run.state == State.QUEUED:
        return waiting(place, has_lost_one=bool(run.losses))
    if run.state == State.RUNNING:
        return under_way(run)
    return WORDS[Outcome(run.outcome)](ending_of(run))


COMPLAINING = frozenset({Outcome.ERROR, Outcome.TIME_LIMIT, Outcome.OUTPUT_LIMIT, Outcome.PROCESS_LIMIT})
"""With these a program's last words may tell the reason: a pool whose workers fail and begin anew ends at a limit."""
PRINTED = frozenset({"stdout", "stderr"})


def ending_of(run: Run) -> Ending:
    complains = run.outcome in COMPLAINING
    said = [each for each in run.said() if each.kind in PRINTED] if complains else []
    stderr = "".join(each.text for each in said if each.kind == "stderr")
    return Ending(
        limits=run.work().limits,
        exit_code=run.exit_code,
        wall_seconds=run.wall_seconds,
        cpu_seconds=run.cpu_seconds,
        peak_memory_bytes=run.peak_memory_bytes,
        detail=run.detail,
        has_begun=run.started_at is not None,
        has_output=any(each.text for each in said),
        complaint=complaint_of(stderr),
    )


def waiting(place: Place | None, *, has_lost_one: bool) -> Verdict:
    sentence = waiting_words(place)
    if has_lost_one:
        sentence = f"The machine that ran it was lost, so it is run once more. {sentence}"
    return Verdict(tone="", chip="Waiting", title="Waiting for a machine", sentence=sentence, icon="clock")


def under_way(run: Run) -> Verdict:
    limit = seconds(run.work().limits.wall_seconds)
    sentence = f"It may take up to {limit}."
    if run.timed_at_most:
        times = "once" if run.timed_at_most == 1 else f"up to {run.timed_at_most} times"
        recorded = ", then recorded" if run.is_recorded else ""
        sentence = f"It is timed {times}{recorded}. Each time may take up to {limit}."
    if run.losses:
        sentence = f"Second attempt: the machine that ran the first one was lost. {sentence}"
    return Verdict(tone="acc", chip="Running", title="Running", sentence=sentence, icon="play")


def finished(ending: Ending) -> Verdict:
    memory = mebibytes(ending.peak_memory_bytes)
    return Verdict(
        tone="ok",
        chip="Finished",
        title=f"Finished in {seconds(ending.wall_seconds)}",
        sentence=f"It used {seconds(ending.cpu_seconds)} of CPU time and at most {memory} of memory.",
        icon="tick",
    )


def error(ending: Ending) -> Verdict:
    if ending.exit_code is None and ending.detail:
        return Verdict(tone="bad", chip="Not run", title="This cannot be run", sentence=ending.detail, icon="cross")
    stopped_there = "The program stopped there. Python's own words:" if ending.complaint.traceback else ""
    is_told_by_output = ending.has_output and not (ending.complaint.help or stopped_there)
    return Verdict(
        tone="bad",
        chip=exit_words(ending.exit_code),
        title=ending.complaint.title or "The program ended with an error",
        sentence=ending.complaint.help or stopped_there or crash_words(ending.exit_code),
        next_step="The last lines of its output say more." if is_told_by_output else "",
        icon="cross",
    )


def time_limit(ending: Ending) -> Verdict:
    limit = seconds(ending.limits.wall_seconds)
    return Verdict(
        tone="warn",
        chip=f"Stopped at {limit}",
        title=f"The run used its {limit}",
        sentence=ending.detail or "The output up to that point is kept.",
        next_step=ending.complaint.help or untold(ending, "Try less work, or a smaller number, to see it finish."),
        icon="clock",
    )


def untold(ending: Ending, advice: str) -> str:
    """Nothing where the sandbox said what to try."""
    return "" if ending.detail else advice


def memory_limit(ending: Ending) -> Verdict:
    limit = f"{ending.limits.memory_mebibytes:,} MiB"
    return Verdict(
        tone="warn",
        chip=f"Stopped at {limit}",
        title=f"The run used its {limit} of memory",
        sentence=ending.detail or "All its processes together count. The output up to that point is kept.",
        next_step=untold(ending, "Try fewer processes, or data that is made in pieces."),
        icon="memory",
    )


def output_limit(ending: Ending) -> Verdict:
    limit = f"{ending.limits.output_kibibytes:,} KiB"
    return Verdict(
        tone="warn",
        chip=f"Stopped at {limit} of output",
        title=f"The run printed its {limit}",
        sentence="What was printed up to that point is kept.",
        next_step=ending.complaint.help or "Print less in the inner loop: a line for every step is seldom needed.",
        icon="lines",
    )


def process_limit(ending: Ending) -> Verdict:
    limit = f"{ending.limits.processes:,}"
    return Verdict(
        tone="warn",
        chip=f"Stopped at {limit} processes",
        title=f"The run started more than {limit} processes and threads",
        sentence="Threads count like processes. The output up to that point is kept.",
        next_step=ending.complaint.help or "Try a pool with a fixed number of workers.",
        icon="warning",
    )


def deadlock(_: Ending) -> Verdict:
    return Verdict(
        tone="bad",
        chip="Deadlock",
        title="No thread can move",
        sentence="Each one waits for another, and nothing has moved for 3 seconds, so we stopped it.",
        next_step="Look for two locks that are taken in different orders, or for a queue that nobody fills.",
        icon="lock",
    )


def stopped(ending: Ending) -> Verdict:
    title, sentence = ("You stopped the run", "The output up to that point is kept.")
    if not ending.has_begun:
        title, sentence = ("You stopped it before it began", "Nothing was run.")
    return Verdict(tone="", chip="Stopped", title=title, sentence=sentence, icon="stop")


def sandbox_failure(ending: Ending) -> Verdict:
    return Verdict(
        tone="bad",
        chip="Sandbox failure",
        title="The sandbox failed, not your program",
        sentence=ending.detail or "The run could not be brought to its end. Your program is safe.",
        next_step="Run it again. If it happens twice, tell the people who operate this site.",
        icon="warning",
    )


WORDS: Mapping[Outcome, Callable[[Ending], Verdict]] = {
    Outcome.FINISHED: finished,
    Outcome.ERROR: error,
    Outcome.TIME_LIMIT: time_limit,
    Outcome.MEMORY_LIMIT: memory_limit,
    Outcome.OUTPUT_LIMIT: output_limit,
    Outcome.PROCESS_LIMIT: process_limit,
    Outcome.DEADLOCK: deadlock,
    Outcome.STOPPED: stopped,
    Outcome.SANDBOX_FAILURE: sandbox_failure,
}


def exit_words(exit_code: int | None) -> str:
    return "Error" if exit_code is None else f"Exit {exit_code}" if exit_code >= 0 else signal_name(exit_code)


def crash_words(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"The interpreter itself was ended by {signal_name(exit_code)}."
    return "The program ended itself with this status." if exit_code else "It did not end as it should."


def signal_name(exit_code: int) -> str:
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def seconds(value: float) -> str:
    """A time for people: "20 s", "1.24 s", "0.003 s"."""
    digits = 3 if value < 0.1 else 2
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") + " s"


def mebibytes(value: int) -> str:
    return f"{max(1, round(value / 2**20)):,} MiB"
