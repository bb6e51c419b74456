"""A lane, an axis and the hand-offs as SVG; a page and a picture that stands alone are made of the same pieces.

Written by hand and not by templates: a drawing has thousands of rectangles. What comes from the program is escaped.
"""

from collections.abc import Iterator, Sequence
from html import escape

from sandbox.xray.drawing.figures import Arrow, Column, DrawnGroup, DrawnLane, Rect, Tick
from sandbox.xray.drawing.looks import FULL, LANE_HEIGHT, ROW_HEIGHT, TOP, Look

MARGIN = (ROW_HEIGHT - LANE_HEIGHT) // 2
ARROW_LENGTH = 6
AREA_WIDTH = 1000
"""Of the box in which columns are drawn; it is stretched to the width of the lane."""


def lane_svg(lane: DrawnLane, ticks: Sequence[Tick]) -> str:
    """What stands inside the svg element of a lane."""
    ending = vertical("end-l", lane.end, -2, TOP + FULL + 4) if lane.end is not None else ""
    parts = (grid(ticks), *map(rect, lane.rects), area(lane.columns), *map(rect, lane.rails), ending)
    return "".join(parts)


def grid(ticks: Sequence[Tick]) -> str:
    return "".join(vertical("grid-l", tick.x, -MARGIN, LANE_HEIGHT + MARGIN) for tick in ticks)


def vertical(css: str, x: float, top: float, bottom: float) -> str:
    return f'<line class="{css}" x1="{x:.3f}%" x2="{x:.3f}%" y1="{top}" y2="{bottom}"/>'


def rect(told: Rect) -> str:
    title = f"<title>{escape(told.title)}</title>" if told.title else ""
    return (
        f'<rect class="{told.css}" x="{told.x:.3f}%" width="{told.width:.3f}%" y="{told.y}" height="{told.height}">'
        f"{title}</rect>"
    )


def area(columns: Sequence[Column]) -> str:
    """The shares as one filled outline."""
    if not columns:
        return ""
    scale = AREA_WIDTH / 100
    outline = [f"M{columns[0].x * scale:.1f} {FULL}"]
    outline += [f"V{FULL - each.height:g}H{(each.x + each.width) * scale:.1f}" for each in columns]
    return (
        f'<svg y="{TOP}" height="{FULL}" viewBox="0 0 {AREA_WIDTH} {FULL}" preserveAspectRatio="none">'
        f'<path class="r-run" d="{"".join(outline)}V{FULL}Z"/></svg>'
    )


def axis_svg(ticks: Sequence[Tick]) -> str:
    """What stands inside the svg element of the axis."""
    return "".join(map(tick_text, ticks))


def tick_text(tick: Tick) -> str:
    names = ((tick.is_minor, "tick-alt"), (tick.is_rare, "tick-rare"), (tick.is_long, "tick-long"))
    css = " ".join(name for is_so, name in names if is_so)
    left_out = f' class="{css}"' if css else ""
    return f'<text x="{tick.x:.3f}%" y="16" text-anchor="{tick.anchor}"{left_out}>{escape(tick.label)}</text>'


def hand_offs_svg(group: DrawnGroup) -> str:
    """The arrows of a group, in an svg as high as its lanes."""
    return "".join(part for arrow in group.arrows for part in arrow_svg(arrow))


def arrow_svg(arrow: Arrow) -> Iterator[str]:
    """From the rail of the one to the rail of the other, above or below."""
    leaves, arrives = (row * ROW_HEIGHT + MARGIN + LANE_HEIGHT - 2 for row in (arrow.giver, arrow.taker))
    sign = 1 if arrives > leaves else -1
    yield vertical("hand-l", arrow.x, leaves, arrives)
    yield f'<svg x="{arrow.x:.3f}%" y="{arrives - sign * ARROW_LENGTH}" overflow="visible">'
    yield f'<path class="hand-p" d="M-4 0 0 {sign * ARROW_LENGTH} 4 0z"/></svg>'


def swatch(look: Look, *, y: float = 0) -> str:
    height = look.swatch_height
    return f'<rect class="{look.css}" y="{y + 16 - height}" width="26" height="{height}"/>'
