"""A timeline becomes a drawing: the whole of it or a window, on its own clock or on one that several runs share."""

from collections.abc import Mapping, Sequence

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.columns import Shares
from sandbox.xray.drawing.figures import Drawing, DrawnGroup, DrawnLane, Row
from sandbox.xray.drawing.folding import folded
from sandbox.xray.drawing.groups import Grouped, grouped, named_lanes
from sandbox.xray.drawing.lanes import MOST_SLICES, MOST_SLICES_TOGETHER, Named, dense_shares, drawn_lane, spent_on
from sandbox.xray.drawing.looks import LEGEND
from sandbox.xray.drawing.rails import arrows
from sandbox.xray.drawing.telling import Teller, program_lines
from sandbox.xray.timeline import Timeline

MOST_LANES = 48
"""More of them, a pool of hundreds of threads, are told in the table alone."""
LEAST_SECONDS = 0.0005
"""The narrowest window, and the axis of a run that took no time."""
ROUNDING = 1e-6


def drawing_of(
    timeline: Timeline,
    *,
    start: float = 0,
    end: float | None = None,
    axis_seconds: float | None = None,
    source: str = "",
) -> Drawing:
    """`start`, `end`: the window; the whole run where none is given, or where it would be empty.

    `axis_seconds`: the length of the axis of the whole, where it is not the run's own · `source`: of main.py, for the
    lines that slices name.
    """
    axis = axis_of(timeline, start=start, end=end, axis_seconds=axis_seconds)
    is_window = axis.start > 0 or axis.end < timeline.seconds
    lanes = named_lanes(timeline)
    lines = program_lines(source)
    tellers = [Teller(each.full_name, each.lane, timeline.switch_interval_seconds, lines) for each in lanes]
    most = min(MOST_SLICES, MOST_SLICES_TOGETHER // max(1, min(len(lanes), MOST_LANES)))
    shares = {id(each): dense_shares(each.lane, axis, most_slices=most) for each in lanes[:MOST_LANES]}
    drawn = {
        id(each): drawn_lane(each, axis, teller, is_window=is_window, shares=shares[id(each)])
        for each, teller in zip(lanes[:MOST_LANES], tellers, strict=False)
    }
    groups = [
        drawn_group(each, drawn, axis, folded(each.lanes, axis, shares, cores=timeline.cores, name=each.name))
        for each in grouped(lanes, timeline)
    ]
    return Drawing(
        start=axis.start,
        end=axis.end,
        seconds=timeline.seconds,
        ticks=axis.ticks(),
        groups=[group for group, _ in groups if group.lanes or group.folded],
        legend=[look for look in LEGEND if any(look in lane.looks for lane in shown_in(groups))],
        rows=[row(each, timeline.seconds, None if is_window else shares.get(id(each))) for each in lanes],
        left_out=max(0, len(lanes) - MOST_LANES),
        has_columns=any(lane.columns for lane in drawn.values()) or any(group.folded for group, _ in groups),
        hides_hand_offs=any(hides for _, hides in groups),
    )


def shown_in(groups: Sequence[tuple[DrawnGroup, bool]]) -> Sequence[DrawnLane]:
    return [lane for group, _ in groups for lane in (*group.lanes, *([group.folded] if group.folded else []))]


def axis_of(timeline: Timeline, *, start: float, end: float | None, axis_seconds: float | None) -> Axis:
    whole = max(axis_seconds or timeline.seconds, LEAST_SECONDS)
    start = min(max(start, 0.0), whole)
    end = min(whole if end is None else end, whole)
    if end - start >= LEAST_SECONDS * (1 - ROUNDING):
        return Axis(start, end)
    return Axis(0.0, whole)


def drawn_group(
    group: Grouped, drawn: Mapping[int, DrawnLane], axis: Axis, together: DrawnLane | None
) -> tuple[DrawnGroup, bool]:
    """Of its lanes those that are drawn. `together`: the row that tells of all of them, where they are folded."""
    members = [each for each in group.lanes if id(each) in drawn]
    handed, hides = arrows([each.lane for each in members], axis)
    lanes = [drawn[id(each)] for each in members]
    return DrawnGroup(name=group.name, facts=group.facts, lanes=lanes, arrows=handed, folded=together), hides


def row(named: Named, seconds: float, whole: Shares | None) -> Row:
    """`whole`: what its columns added up, where these reach over all of the run."""
    spent = whole.total() if whole else spent_on(named, Axis(0.0, max(seconds, LEAST_SECONDS))).seconds
    return Row(name=named.name, seconds=spent, end=named.lane.end, has_ended=named.lane.has_ended)
