"""Draws who waits for whom: threads and locks in a ring, with an arrow for each wait and each hold."""

import math
from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.content.asked.waits import Arrow

WIDTH, HEIGHT = 420, 300
RADIUS = 105
NODE = 34
"""Half the width of a node, in the units of the drawing."""
LOW = 18
TIP = 9

type Point = tuple[float, float]


def drawn_waits(arrows: Sequence[Arrow]) -> SafeString:
    """A figure; its words are a list of the arrows below it, for those who do not see it."""
    places = places_of(arrows)
    threads = {each.thread for each in arrows}
    return format_html(
        '<figure class="waits"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg></figure>',
        WIDTH,
        HEIGHT,
        ". ".join(each.text for each in arrows),
        format_html_join("", "{}", ((drawn_arrow(each, places),) for each in arrows)),
        format_html_join("", "{}", ((drawn_node(name, at, name in threads),) for name, at in places.items())),
    )


def places_of(arrows: Sequence[Arrow]) -> Mapping[str, Point]:
    """Each thread and lock has a place in the ring, beside those that it has to do with where that can be."""
    names = list(dict.fromkeys(name for each in arrows for name in each.ends))
    turn = 2 * math.pi / len(names)
    return {
        name: (WIDTH / 2 + 1.35 * RADIUS * math.sin(turn * number), HEIGHT / 2 - RADIUS * math.cos(turn * number))
        for number, name in enumerate(names)
    }


def drawn_arrow(arrow: Arrow, places: Mapping[str, Point]) -> SafeString:
    (x1, y1), (x2, y2) = (places[name] for name in arrow.ends)
    length = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    start, end = edge(dx, dy), edge(-dx, -dy)
    tip_x, tip_y = x2 - end * dx, y2 - end * dy
    back_x, back_y = tip_x - TIP * dx, tip_y - TIP * dy
    side_x, side_y = TIP / 2 * -dy, TIP / 2 * dx
    return format_html(
        '<g class="{}"><line x1="{}" y1="{}" x2="{}" y2="{}"/><path d="M{} {}L{} {}L{} {}z"/></g>',
        "waits-wait" if arrow.waits else "waits-hold",
        *(f"{value:.1f}" for value in (x1 + start * dx, y1 + start * dy, back_x, back_y, tip_x, tip_y)),
        *(f"{value:.1f}" for value in (back_x + side_x, back_y + side_y, back_x - side_x, back_y - side_y)),
    )


def edge(dx: float, dy: float) -> float:
    """From the middle of a node to its edge, in this direction, with a little air."""
    return min(NODE / abs(dx) if dx else math.inf, LOW / abs(dy) if dy else math.inf) + 4


def drawn_node(name: str, at: Point, is_thread: bool) -> SafeString:  # noqa: FBT001
    x, y = at
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>'
        '<text class="waits-name" x="{}" y="{}" text-anchor="middle">{}</text>',
        "waits-thread" if is_thread else "waits-lock",
        f"{x - NODE:.1f}",
        f"{y - LOW:.1f}",
        2 * NODE,
        2 * LOW,
        LOW if is_thread else 3,
        f"{x:.1f}",
        f"{y + 5:.1f}",
        name if len(name) <= 9 else f"{name[:8]}…",
    )
