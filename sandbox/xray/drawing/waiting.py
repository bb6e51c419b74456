"""A circle of waits as a picture: threads in boxes, locks between them, an arrow for each wait and for each hold."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from sandbox.xray.drawing.circles import Wait

WIDTH = 280
BOX, LOCK, HEIGHT = 104, 96, 30
RING_HEIGHT = 180
STEP = 58
"""From one row of a ladder to the next."""
MOST_DRAWN = 6
"""Threads of a circle: more are told in words."""
type Point = tuple[float, float]


def circle_svg(circle: Sequence[Wait]) -> str:
    """The whole svg element; "" where the circle is too large, or where there is none."""
    if not circle or len(circle) > MOST_DRAWN:
        return ""
    places, height = ring() if len(circle) == 2 and all(each.lock for each in circle) else ladder(circle)
    nodes = list(nodes_of(circle))
    edges = "".join(edges_of(circle, places))
    boxes = "".join(box(name, at, is_lock=is_lock) for (name, is_lock), at in zip(nodes, places, strict=True))
    said = escape(" ".join(each.sentence for each in circle))
    return (
        f'<svg class="wait-for" role="img" aria-label="{said}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">'
        f"{edges}{boxes}</svg>"
    )


def nodes_of(circle: Sequence[Wait]) -> Iterator[tuple[str, bool]]:
    """Thread, lock, thread, lock: each a name, and whether it is a lock."""
    for each in circle:
        yield each.short_waiter, False
        if each.lock:
            yield each.short_lock, True


def ring() -> tuple[Sequence[Point], float]:
    middle = RING_HEIGHT / 2
    left, right = BOX / 2 + 1, WIDTH - BOX / 2 - 1
    return [(left, middle), (WIDTH / 2, 20), (right, middle), (WIDTH / 2, RING_HEIGHT - 20)], RING_HEIGHT


def ladder(circle: Sequence[Wait]) -> tuple[Sequence[Point], float]:
    count = len(list(nodes_of(circle)))
    return [(BOX / 2 + 1, 18 + STEP * row) for row in range(count)], STEP * (count - 1) + 36


def edges_of(circle: Sequence[Wait], places: Sequence[Point]) -> Iterator[str]:
    kinds = [kind for each in circle for kind in (("waits", "held") if each.lock else ("waits",))]
    is_ring = len({x for x, _ in places}) > 1
    for (start, end), kind in zip(pairwise([*places, places[0]]), kinds, strict=True):
        if is_ring:
            yield edge(kind, *between(start, end))
        elif end is places[0]:
            yield back(kind, start, end)
        else:
            yield edge(kind, (start[0], start[1] + HEIGHT / 2), (end[0], end[1] - HEIGHT / 2))


def between(start: Point, end: Point) -> tuple[Point, Point]:
    """From the upper or lower side of the thread's box to the side of the lock's, or the other way round."""
    if abs(start[0] - WIDTH / 2) > 1:
        side = -1 if end[1] < start[1] else 1
        toward = -1 if start[0] < end[0] else 1
        return (start[0], start[1] + side * HEIGHT / 2), (end[0] + toward * LOCK / 2, end[1])
    there, here = between(end, start)
    return here, there


def edge(kind: str, start: Point, end: Point) -> str:
    """A line with an arrow at its end, and its word beside it."""
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return line(kind, [start, end]) + word(kind, *middle, is_upright=start[0] == end[0])


def back(kind: str, start: Point, end: Point) -> str:
    """From the last row of a ladder to its first, round the right side."""
    right = WIDTH - 40.0
    way = [(start[0] + BOX / 2, start[1]), (right, start[1]), (right, end[1]), (end[0] + BOX / 2, end[1])]
    return line(kind, way) + word(kind, right, (start[1] + end[1]) / 2, is_upright=False, anchor="middle")


def line(kind: str, way: Sequence[Point]) -> str:
    (from_x, from_y), (x, y) = way[-2], way[-1]
    length = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5 or 1.0
    along, across = ((x - from_x) / length, (y - from_y) / length), (-(y - from_y) / length, (x - from_x) / length)
    base = (x - 9 * along[0], y - 9 * along[1])
    tips = [(base[0] + side * 4.5 * across[0], base[1] + side * 4.5 * across[1]) for side in (1, -1)]
    path = "L".join(f"{px:.1f} {py:.1f}" for px, py in [*way[:-1], base])
    head = "L".join(f"{px:.1f} {py:.1f}" for px, py in [(x, y), *tips])
    return f'<path class="wf-{kind}" d="M{path}"/><path class="wf-{kind}-head" d="M{head}Z"/>'


def word(kind: str, x: float, y: float, *, is_upright: bool, anchor: str = "") -> str:
    said = "waits for" if kind == "waits" else "held by"
    anchor = anchor or ("start" if is_upright or x > WIDTH / 2 else "end")
    shift = 10 if anchor == "start" else -10 if anchor == "end" else 0
    return f'<text class="wf-word" x="{x + shift:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{said}</text>'


def box(name: str, at: Point, *, is_lock: bool) -> str:
    width = LOCK if is_lock else BOX
    css, radius = ("wf-lock", HEIGHT / 2) if is_lock else ("wf-thread", 4)
    return (
        f'<rect class="{css}" x="{at[0] - width / 2:.1f}" y="{at[1] - HEIGHT / 2:.1f}" width="{width}"'
        f' height="{HEIGHT}" rx="{radius:g}"/><text class="{css}-name" x="{at[0]:.1f}" y="{at[1] + 4.5:.1f}"'
        f' text-anchor="middle">{escape(name)}</text>'
    )
