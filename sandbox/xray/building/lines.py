"""Gives slices on the CPU the line of the program at which their thread stood then, as far as it was asked."""

from collections.abc import Iterable, Iterator

from sandbox.xray.building.standing import Stood
from sandbox.xray.building.strips import Cut
from sandbox.xray.timeline import STARTING, State


def with_lines(cuts: Iterable[Cut], stood: Stood) -> Iterator[Cut]:
    """A thread that does not run stands where it was when it ran last: so a moment tells of the slice before it too."""
    cuts = list(cuts)
    until = cuts[-1].end + 1 if cuts else 0
    lined: list[Cut] = []
    for cut in reversed(cuts):
        if cut.state is State.CPU and cut.what != STARTING:
            lined.append(cut._replace(line=stood.line(cut.start, until)))
            until = cut.start
        else:
            lined.append(cut)
    return reversed(lined)
