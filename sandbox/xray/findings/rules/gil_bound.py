"""Several threads of one process computed in turn: the GIL let one run at a time."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import Interval, Stretch, common, length, merged
from sandbox.xray.findings.measures import LEAST_SECONDS, by_process, lines_among, seconds_in, slices_in, threads
from sandbox.xray.findings.spinners import spinners
from sandbox.xray.findings.wording import begun, counted, how_many, share
from sandbox.xray.timeline import Lane, State, Timeline

LEAST_GIL_SHARE = 0.25
"""Of a thread's wish to compute. Two threads in turn wait for half of it; it is an estimate, so half of that."""
LEAST_GIL_OF_CORE = 0.75
"""Of the wait for a core. Who waits for the GIL wakes every 5 ms to ask for it, and on a busy host waits for a core to
ask: two threads that computed for 0.2 s beside three other programs waited 26 % for the GIL and 29 % for a core."""
MOST_PARALLEL = 1.15
"""CPU seconds a second: one thread at a time makes 1; code that releases the GIL, as hashing does, makes more."""

MOST_WAITING = 0.5
"""Of the time in which the others wished to compute: who waits longer has started them, or hands work on."""
WAITING = (State.LOCK, State.QUEUE, State.IO, State.SLEEP)


def gil_bound(evidence: Evidence) -> Finding | None:
    """With one core, the core would be what they share.

    Who only asks again and again takes the GIL from those who work, see busy-wait: more processes would spread it.
    """
    timeline = evidence.timeline
    if timeline.is_free_threaded or timeline.cores < 2:
        return None
    idle = {id(each.lane) for each in spinners(evidence)}
    workers = [each for each in threads(timeline) if id(each) not in idle]
    lanes = max((_in_turn(group) for group in by_process(workers)), key=_gil_seconds, default=[])
    others = [each for each in workers if lanes and each.process == lanes[0].process and each not in lanes]
    wished = _wished(lanes)
    computed = len(lanes) + sum(_computes(each) and not _merely_waits(each, wished) for each in others)
    if len(lanes) < 2 or not _take_turns(lanes):
        return None
    waited = share(_gil_seconds(lanes), sum(seconds_in(each, State.CPU, State.GIL) for each in lanes))
    return Finding(
        key="gil-bound",
        sentence=f"{begun(_who(len(lanes), computed, timeline))} computed in turn: the GIL let one run at a time, "
        f"and each waited for it about {waited} of the time it wanted to compute (estimated).",
        lines=lines_among(each.line for each in lanes),
        next_step="Try processes, by a ProcessPoolExecutor, or a free-threaded build of Python: "
        "both compute on several cores at once.",
    )


def _who(number: int, computed: int, timeline: Timeline) -> str:
    """Of some that computed, the wait for the GIL is not known well enough on a busy host; others were left out."""
    if number < computed:
        return f"at least {counted(number)} of {how_many(computed, 'thread')}"
    return f"{'at least ' if timeline.left_out else ''}{how_many(number, 'thread')}"


def _in_turn(group: list[Lane]) -> list[Lane]:
    """Without a main thread that has started the others and waits for their end."""
    lanes = [each for each in group if _waits_for_gil(each)]
    wished = _wished([each for each in lanes if not each.is_main])
    return [each for each in lanes if not (each.is_main and _merely_waits(each, wished))]


def _wished(lanes: list[Lane]) -> list[Interval]:
    """When at least one of them computed, or waited for the GIL."""
    return merged(active for each in lanes for active in _active(each))


def _merely_waits(lane: Lane, wished: list[Interval]) -> bool:
    """Whether it waited for most of the time in which others wished to compute, whatever it computed before."""
    waited = length(common(merged(slices_in(lane, *WAITING)), wished))
    waited += sum(bucket.seconds.get(state, 0.0) for bucket in lane.buckets for state in WAITING)
    return waited > MOST_WAITING * length(wished)


def _computes(lane: Lane) -> bool:
    return seconds_in(lane, State.CPU) >= LEAST_SECONDS


def _gil_seconds(lanes: list[Lane]) -> float:
    return sum(seconds_in(each, State.GIL) for each in lanes)


def _waits_for_gil(lane: Lane) -> bool:
    """Where the wait for a core is much the longer one, the rest that is left for the GIL is uncertain."""
    cpu, gil, core = (seconds_in(lane, each) for each in (State.CPU, State.GIL, State.CORE))
    return cpu >= LEAST_SECONDS and gil >= max(LEAST_SECONDS, LEAST_GIL_SHARE * (cpu + gil), LEAST_GIL_OF_CORE * core)


def _take_turns(lanes: list[Lane]) -> bool:
    cpu = sum(seconds_in(each, State.CPU) for each in lanes)
    return cpu <= MOST_PARALLEL * length(_wished(lanes))


def _active(lane: Lane) -> list[Stretch]:
    wanted = State.CPU, State.GIL
    buckets = [each for each in lane.buckets if any(each.seconds.get(state, 0.0) for state in wanted)]
    return [*slices_in(lane, *wanted), *buckets]
