"""What a reader must know to judge a drawing: what is estimated, what is missing, and what looking cost."""

from collections.abc import Iterator

from sandbox.xray.building.hearing import MOST_NAMES, MOST_TRACKS
from sandbox.xray.drawing.durations import counted, percent, short_moment
from sandbox.xray.drawing.figures import Drawing
from sandbox.xray.drawing.looks import HOLD, LOOKS
from sandbox.xray.timeline import State, Timeline

NOTED_SHARE = 0.02
"""What the recorder may cost before it is said; less is lost in the noise of a run."""


def notes(timeline: Timeline, drawing: Drawing) -> Iterator[str]:
    if not timeline.is_recorded:
        yield "This run was watched from outside alone: only its time on the CPU and its waits for a core are known."
    if timeline.is_free_threaded:
        yield "This build of Python has no GIL: its threads can all run at once."
    elif occurs(State.GIL, drawing):
        yield "Waiting for the GIL is estimated: the time that is left when everything measured is taken away."
    yield from cost_and_losses(timeline)
    if occurs(State.UNKNOWN, drawing):
        yield (
            "What is shown as not recorded is not known: no more of the thread could be recorded, "
            "or it ended before it was looked at again."
        )
    if timeline.visible_until < min(drawing.end, timeline.seconds):
        yield f"Single slices are kept up to {short_moment(timeline.visible_until)}; what follows is told in shares."
    if drawing.left_out:
        yield f"{counted(drawing.left_out, 'more lane')} would not fit here: the table has all of them."
    if any(rail.height < HOLD.height for group in drawing.groups for lane in group.lanes for rail in lane.rails):
        yield "A thin rail is a lock that was held again and again: it is as high as the share of its time."
    if drawing.hides_hand_offs:
        yield "The lock changed hands too often to draw each time: look closer to see it."


def occurs(state: State, drawing: Drawing) -> bool:
    return any(LOOKS[state] in lane.looks for group in drawing.groups for lane in group.lanes)


def cost_and_losses(timeline: Timeline) -> Iterator[str]:
    if timeline.recorder_seconds > NOTED_SHARE * timeline.seconds:
        share = percent(timeline.recorder_seconds, timeline.seconds)
        yield f"The recorder itself took about {share} of the run."
    if timeline.short_lived:
        whose = "its" if timeline.short_lived == 1 else "their"
        yield f"{counted(timeline.short_lived, 'thread')} lived too briefly for {whose} time on the CPU to be seen."
    if timeline.dropped:
        are = "is" if timeline.dropped == 1 else "are"
        yield f"At least {counted(timeline.dropped, 'event')} no longer fitted and {are} missing."
    if timeline.damaged:
        yield "The record is damaged: something else was written over it, and what stood there is missing."
    if timeline.left_out:
        are = "is" if timeline.left_out == 1 else "are"
        yield f"{_left_out(timeline)} {are} left out."


def _left_out(timeline: Timeline) -> str:
    """Of more than are heard, nobody knows how short they were, nor at last how many."""
    lanes = counted(timeline.left_out, "lane")
    if len(timeline.lanes) + timeline.left_out <= MOST_TRACKS:
        return f"{lanes} of the shortest"
    least = "At least " if timeline.left_out >= MOST_NAMES else ""
    return f"{least}{lanes}, the shortest and all beyond the first {MOST_TRACKS:,} threads and tasks,"
