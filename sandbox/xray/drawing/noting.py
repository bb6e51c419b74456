"""What a reader must know to judge a drawing: what is estimated, what is missing, and what looking cost."""

from collections.abc import Iterator

from sandbox.xray.drawing.durations import counted, percent, short_moment
from sandbox.xray.drawing.figures import Drawing
from sandbox.xray.drawing.looks import LOOKS
from sandbox.xray.timeline import State, Timeline

NOTED_SHARE = 0.02
"""What the recorder may cost before it is said; less is lost in the noise of a run."""


def notes(timeline: Timeline, drawing: Drawing) -> Iterator[str]:
    if not timeline.is_recorded:
        yield "This run was watched from outside alone: only its time on the CPU and its waits for a core are known."
    if timeline.is_free_threaded:
        yield "This build of Python has no GIL: its threads can all run at once."
    elif any(LOOKS[State.GIL] in lane.looks for group in drawing.groups for lane in group.lanes):
        yield "Waiting for the GIL is estimated: the time that is left when everything measured is taken away."
    yield from cost_and_losses(timeline)
    if timeline.visible_until < min(drawing.end, timeline.seconds):
        yield f"Single slices are kept up to {short_moment(timeline.visible_until)}; what follows is told in shares."
    if drawing.left_out:
        yield f"{counted(drawing.left_out, 'more lane')} would not fit here: the table has all of them."
    if drawing.hides_hand_offs:
        yield "The lock changed hands too often to draw each time: look closer to see it."


def cost_and_losses(timeline: Timeline) -> Iterator[str]:
    if timeline.recorder_seconds > NOTED_SHARE * timeline.seconds:
        share = percent(timeline.recorder_seconds, timeline.seconds)
        yield f"The recorder itself took about {share} of the run."
    if timeline.short_lived:
        whose = "its" if timeline.short_lived == 1 else "their"
        yield f"{counted(timeline.short_lived, 'thread')} lived too briefly for {whose} time on the CPU to be seen."
    if timeline.dropped:
        are = "is" if timeline.dropped == 1 else "are"
        yield f"{counted(timeline.dropped, 'event')} no longer fitted and {are} missing."
    if timeline.left_out:
        are = "is" if timeline.left_out == 1 else "are"
        yield f"{counted(timeline.left_out, 'lane')} of the shortest {are} left out."
