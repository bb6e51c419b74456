"""Timelines that authors draw: lanes of states with lengths, as text, and as server-made SVG with a table beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: How each state looks: the class, top and height in a lane of 36 pixels, and the word for it.
STATES = {
    "run": ("r-run", 2, 28, "on CPU"),
    "gil": ("r-gil", 11, 19, "waiting for the GIL"),
    "lock": ("r-lock", 11, 19, "waiting for a lock"),
    "io": ("r-io", 16, 14, "waiting for input or output"),
    "core": ("r-core", 11, 19, "waiting for a core"),
    "sleep": ("r-sleep", 29, 2, "asleep"),
    "none": ("", 0, 0, "not there"),
}
STATE = re.compile(r"([a-z]+) +(\d{1,3}(?:\.\d{1,2})?)")
LONGEST_NAME = 24


class NoTimeline(ValueError):
    """The text is no timeline: `line`, from 1, says where, and the sentence what would be right."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


@dataclass(frozen=True, kw_only=True)
class Slice:
    state: str
    start: float
    length: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    name: str
    slices: Sequence[Slice]

    @property
    def end(self) -> float:
        return max((each.start + each.length for each in self.slices if each.state != "none"), default=0)

    def told(self) -> str:
        """The lane in words, for ears: “on CPU from 0 to 1, waiting for a core from 1 to 2”."""
        return ", ".join(
            f"{STATES[each.state][3]} from {each.start:g} to {each.start + each.length:g}"
            for each in self.slices
            if each.state != "none"
        )


@dataclass(frozen=True, kw_only=True)
class Group:
    title: str
    lanes: Sequence[Lane]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    groups: Sequence[Group]

    @property
    def end(self) -> float:
        return max(lane.end for group in self.groups for lane in group.lanes)

    def states(self) -> list[str]:
        """Those that occur, in the order of the legend."""
        there = {each.state for group in self.groups for lane in group.lanes for each in lane.slices}
        return [state for state in STATES if state in there and state != "none"]


def parsed_timeline(text: str) -> Timeline:
    """The timeline that a text draws; raises NoTimeline."""
    groups: list[tuple[str, list[Lane]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("#"):
            groups.append((line.lstrip("# ").strip(), []))
        elif line.strip():
            groups = groups or [("", [])]
            groups[-1][1].append(parsed_lane(line, number))
    if not groups or not all(lanes for _, lanes in groups):
        raise NoTimeline(1, "A timeline needs a lane, and so does each of its groups: Task A: run 1, core 1")
    timeline = Timeline(groups=[Group(title=title, lanes=lanes) for title, lanes in groups])
    if not timeline.end:
        raise NoTimeline(1, "Nothing happens in this timeline.")
    return timeline


def parsed_lane(line: str, number: int) -> Lane:
    name, colon, rest = line.partition(":")
    if not colon or not name.strip() or len(name) > LONGEST_NAME:
        raise NoTimeline(number, f"A lane is a name of at most {LONGEST_NAME} characters, a colon, and states.")
    slices, clock = [], 0.0
    for told in rest.split(","):
        found = STATE.fullmatch(told.strip())
        if not found or found[1] not in STATES or not float(found[2]):
            known = ", ".join(STATES)
            raise NoTimeline(
                number, f"“{told.strip()[:30]}” is no state with a length, like “run 2”. Known are {known}."
            )
        slices.append(Slice(state=found[1], start=round(clock, 2), length=float(found[2])))
        clock += float(found[2])
    return Lane(name=name.strip(), slices=slices)


def drawn(timeline: Timeline, caption: SafeString) -> SafeString:
    """The figure: lanes as SVG, a legend of what occurs, the caption, and the same in a table."""
    groups = format_html_join("", "{}", ((drawn_group(each, timeline.end),) for each in timeline.groups))
    return format_html(
        '<figure class="xray"><div class="lanes">{}</div><ul class="legend" aria-label="Legend">{}</ul>'
        '<figcaption>{} <span class="muted">A drawing, not a measurement.</span></figcaption>{}</figure>',
        groups,
        format_html_join("", "<li>{}{}</li>", legend(timeline)),
        caption,
        in_words(timeline),
    )


def drawn_group(group: Group, end: float) -> SafeString:
    title = format_html('<p class="grp">{}</p>', group.title) if group.title else ""
    lanes = (
        (lane.name, f"{lane.name}: {lane.told()}", format_html_join("", "{}", drawn_slices(lane, end)))
        for lane in group.lanes
    )
    lane = '<div class="lane"><span class="nm">{}</span><svg role="img" aria-label="{}">{}</svg></div>'
    return format_html("{}{}", title, format_html_join("", lane, lanes))


def drawn_slices(lane: Lane, end: float) -> Iterator[tuple[SafeString]]:
    for each in lane.slices:
        look, top, height, _ = STATES[each.state]
        if look:
            yield (
                format_html(
                    '<rect class="{}" x="{}%" width="{}%" y="{}" height="{}"></rect>',
                    look,
                    f"{100 * each.start / end:.3f}",
                    f"{100 * each.length / end:.3f}",
                    top,
                    height,
                ),
            )


def legend(timeline: Timeline) -> Iterator[tuple[SafeString, str]]:
    for state in timeline.states():
        look, _, height, word = STATES[state]
        height = min(height, 16)
        swatch = '<svg aria-hidden="true"><rect class="{}" y="{}" width="26" height="{}"></rect></svg>'
        yield format_html(swatch, look, 16 - height, height), word[:1].upper() + word[1:]


def in_words(timeline: Timeline) -> SafeString:
    rows = ((group.title, lane.name, lane.told()) for group in timeline.groups for lane in group.lanes)
    row = '<tr><td>{}</td><th scope="row">{}</th><td>{}</td></tr>'
    return format_html(
        '<details class="more"><summary>As a table</summary><div class="scroll-x" tabindex="0" role="region"'
        ' aria-label="The figure as a table"><table class="data-table"><thead><tr><th scope="col">Group</th>'
        '<th scope="col">Lane</th><th scope="col">What it does</th></tr></thead>'
        "<tbody>{}</tbody></table></div></details>",
        format_html_join("", row, rows),
    )
