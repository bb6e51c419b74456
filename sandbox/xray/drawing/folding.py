"""Many lanes of one group as one row: how many of the cores they used together, and what they mostly waited for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.columns import Shares, add_buckets, bands, bars
from sandbox.xray.drawing.durations import between, counted
from sandbox.xray.drawing.figures import DrawnLane
from sandbox.xray.drawing.lanes import Named, visible
from sandbox.xray.drawing.looks import LOOKS, Look
from sandbox.xray.timeline import Lane, State

MOST_UNFOLDED = 12
"""Lanes of a group: more of them would have to be scrolled, and none would be looked at."""
COLUMNS = 120


@dataclass(frozen=True, slots=True)
class GroupTeller:
    """Tells of all lanes of a group, which had `cores`."""

    name: str
    cores: int

    def stretch(self, start: float, end: float, look: Look, on_cpu: float) -> str:
        mostly = f"mostly {look.phrase}" if look.word else "mostly on CPU"
        used = on_cpu / (end - start)
        return f"{self.name}, {mostly}\n{between(start, end)}\n{of_cores(used, self.cores)} in use"


def folded(
    lanes: Sequence[Named], axis: Axis, known: Mapping[int, Shares | None], *, cores: int, name: str
) -> DrawnLane | None:
    """The row of a group, None where it is small enough to show all of its lanes. `known`: shares, by id of Named."""
    if len(lanes) <= MOST_UNFOLDED:
        return None
    usable = max(1, min(cores, len(lanes)))
    shares = together(lanes, axis, known)
    whole = Lane(
        process=lanes[0].lane.process,
        thread=0,
        name=name,
        start=min(each.lane.start for each in lanes),
        end=max(each.lane.end for each in lanes),
    )
    called = f"All {len(lanes)}"
    total = {look: seconds for look, seconds in shares.total().items() if seconds > 0}
    reach = max(min(whole.end, axis.end) - max(whole.start, axis.start), 0.0)
    used = total.get(LOOKS[State.CPU], 0.0) / reach if reach else 0.0
    return DrawnLane(
        name=called,
        short_name="All",
        full_name=name,
        sentence=sentence(len(lanes), total, used, usable),
        stat=of_cores(used, usable),
        rects=bands(shares, whole, GroupTeller(f"{called} of {name}", usable)),
        rails=(),
        looks=total.keys(),
        columns=bars(shares, whole, cores=usable),
    )


def together(lanes: Sequence[Named], axis: Axis, known: Mapping[int, Shares | None]) -> Shares:
    """What has been added up for a lane's own columns is not added up once more."""
    shares = Shares(axis, COLUMNS)
    for each in lanes:
        if own := known.get(id(each)):
            shares.add_shares(own)
        else:
            shares.add_slices(visible(each.lane.slices, axis))
            add_buckets(shares, each.lane)
    return shares


def of_cores(used: float, cores: int) -> str:
    return f"{used:.1f} of {counted(cores, 'core')}"


def sentence(count: int, total: dict[Look, float], used: float, cores: int) -> str:
    longest = sorted(total, key=lambda look: -total[look])[:2]
    mostly = " and ".join(look.phrase for look in longest) or "nothing is known"
    return f"{counted(count, 'lane')} together: mostly {mostly}; {of_cores(used, cores)} in use."
