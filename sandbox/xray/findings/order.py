"""All rules, the most important first, and which of them is left out because another says the same thing better."""

from collections.abc import Mapping

from sandbox.xray.findings.evidence import Evidence, Finding, Rule
from sandbox.xray.findings.rules.argument_unpicklable import argument_unpicklable
from sandbox.xray.findings.rules.await_forgotten import await_forgotten
from sandbox.xray.findings.rules.awaited_in_sequence import awaited_in_sequence
from sandbox.xray.findings.rules.busy_wait import busy_wait
from sandbox.xray.findings.rules.chunks_too_small import chunks_too_small
from sandbox.xray.findings.rules.daemon_cut_short import daemon_cut_short
from sandbox.xray.findings.rules.exception_in_thread_unseen import exception_in_thread_unseen
from sandbox.xray.findings.rules.gil_bound import gil_bound
from sandbox.xray.findings.rules.io_overlapped import io_overlapped
from sandbox.xray.findings.rules.join_before_start import join_before_start
from sandbox.xray.findings.rules.join_in_loop import join_in_loop
from sandbox.xray.findings.rules.lock_convoy import lock_convoy
from sandbox.xray.findings.rules.lock_cycle import lock_cycle
from sandbox.xray.findings.rules.lock_during_io import lock_during_io
from sandbox.xray.findings.rules.lock_never_contended import lock_never_contended
from sandbox.xray.findings.rules.lock_not_released import lock_not_released
from sandbox.xray.findings.rules.loop_blocked import loop_blocked
from sandbox.xray.findings.rules.main_guard_missing import main_guard_missing
from sandbox.xray.findings.rules.pickling_cost import pickling_cost
from sandbox.xray.findings.rules.pool_startup import pool_startup
from sandbox.xray.findings.rules.queue_backlog import queue_backlog
from sandbox.xray.findings.rules.queue_starved import queue_starved
from sandbox.xray.findings.rules.thread_per_tiny_task import thread_per_tiny_task
from sandbox.xray.findings.rules.workers_over_cores import workers_over_cores

MOST_FINDINGS = 3
"""A page that says more says nothing: a learner can try one thing at a time."""
RULES: Mapping[str, Rule] = {
    # What went wrong.
    "main-guard-missing": main_guard_missing,
    "argument-unpicklable": argument_unpicklable,
    "join-before-start": join_before_start,
    "lock-cycle": lock_cycle,
    "lock-not-released": lock_not_released,
    "exception-in-thread-unseen": exception_in_thread_unseen,
    "await-forgotten": await_forgotten,
    "daemon-cut-short": daemon_cut_short,
    # What made it slow, the nearest to a single cause first.
    "loop-blocked": loop_blocked,
    "lock-during-io": lock_during_io,
    "join-in-loop": join_in_loop,
    "awaited-in-sequence": awaited_in_sequence,
    "busy-wait": busy_wait,
    "gil-bound": gil_bound,
    "lock-convoy": lock_convoy,
    "chunks-too-small": chunks_too_small,
    "pickling-cost": pickling_cost,
    "pool-startup": pool_startup,
    "workers-over-cores": workers_over_cores,
    "queue-starved": queue_starved,
    "queue-backlog": queue_backlog,
    "thread-per-tiny-task": thread_per_tiny_task,
    # What went well, and what is only worth knowing.
    "io-overlapped": io_overlapped,
    "lock-never-contended": lock_never_contended,
}
SAID_BETTER_BY: Mapping[str, frozenset[str]] = {
    # What ran side by side in one thread did not: the loop was blocked meanwhile.
    "io-overlapped": frozenset({"loop-blocked"}),
    # A lock that is held during I/O has a queue, and so has one that never comes back.
    "lock-convoy": frozenset({"lock-during-io", "lock-not-released"}),
    "lock-during-io": frozenset({"lock-not-released"}),
    # A lock that nobody gives back because all wait for each other was not forgotten.
    "lock-not-released": frozenset({"lock-cycle"}),
    # Many tiny messages are why it is pickled so much.
    "pickling-cost": frozenset({"chunks-too-small"}),
    # A pool that could not work has of course worked less than it started.
    "pool-startup": frozenset({"main-guard-missing", "argument-unpicklable"}),
}
"""A finding is left out where one of those named here explains the same seconds: their advice would differ."""


def findings_of(evidence: Evidence) -> tuple[Finding, ...]:
    """What may be said of the run, the most important first, at most MOST_FINDINGS."""
    found = {key: finding for key, rule in RULES.items() if (finding := rule(evidence))}
    told = (each for key, each in found.items() if not SAID_BETTER_BY.get(key, frozenset()) & found.keys())
    return tuple(told)[:MOST_FINDINGS]
