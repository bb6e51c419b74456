"""The pieces of an x-ray that are SVG, for its templates; sandbox/xray/drawing/markup.py makes them, and escapes."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sandbox.xray.drawing import markup, waiting
from sandbox.xray.drawing.circles import Wait
from sandbox.xray.drawing.figures import DrawnGroup, DrawnLane, Tick
from sandbox.xray.drawing.looks import Look

register = template.Library()


@register.simple_tag
def lane_svg(lane: DrawnLane, ticks: Sequence[Tick]) -> SafeString:
    return mark_safe(markup.lane_svg(lane, ticks))  # noqa: S308 - it has escaped what the program said


@register.simple_tag
def axis_svg(ticks: Sequence[Tick]) -> SafeString:
    return mark_safe(markup.axis_svg(ticks))  # noqa: S308 - it has escaped what the program said


@register.simple_tag
def hand_offs_svg(group: DrawnGroup) -> SafeString:
    return mark_safe(markup.hand_offs_svg(group))  # noqa: S308 - numbers alone


@register.simple_tag
def swatch(look: Look) -> SafeString:
    return mark_safe(markup.swatch(look))  # noqa: S308 - numbers alone


@register.simple_tag
def circle_svg(circle: Sequence[Wait]) -> SafeString:
    return mark_safe(waiting.circle_svg(circle))  # noqa: S308 - it has escaped what the program said


@register.filter
def with_code(sentence: str) -> SafeString:
    """A sentence in which what stands between backticks is code; all of it escaped."""
    parts = enumerate(sentence.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if at % 2 else part,) for at, part in parts)
    )
