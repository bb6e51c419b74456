"""A drawing as a picture that stands alone: one SVG document of 1200 pixels, light, with its own styles and textures.

Its pieces are those of the page (sandbox/xray/drawing/markup.py); colours are the light ones of static/css/tokens.css.
"""

from collections.abc import Iterator
from html import escape

from sandbox.xray.drawing.figures import Drawing, DrawnGroup
from sandbox.xray.drawing.looks import LANE_HEIGHT, ROW_HEIGHT
from sandbox.xray.drawing.markup import MARGIN, axis_svg, hand_offs_svg, lane_svg, swatch
from sandbox.xray.drawing.naming import cut_name

WIDTH = 1200
EDGE = 24
NAMES = 120
STATS = 130
LEFT = EDGE + NAMES
LANES = WIDTH - LEFT - STATS - EDGE
HEAD, AXIS, GROUP, LEGEND = 48, 32, 34, 28
LETTER = 7.2
"""About the width of one, in pixels: to lay out a legend without measuring it."""
SWATCH = 34
STYLE = """
text{font:13px "Atkinson Hyperlegible Next",system-ui,sans-serif;fill:#45484f}
.title{font-weight:650;font-size:16px;fill:#1b1d22}.group{font-weight:650;font-size:15px;fill:#1b1d22}
.axis text{font-size:11.5px;fill:#62656d}.facts,.stat{fill:#45484f}
.grid-l,.rule{stroke:#e3dfd4}.end-l{stroke:#1b1d22;stroke-width:1.5}
.hand-l{stroke:#1b1d22;stroke-width:1.5}.hand-p,.r-hold{fill:#1b1d22}
.r-run{fill:#0a56a8}.r-share{fill:none}
.r-gil{fill:url(#texture-gil);stroke:#bf7a00}.r-lock{fill:url(#texture-lock);stroke:#a3123a}
.r-queue{fill:url(#texture-queue);stroke:#8a2f86}.r-io{fill:url(#texture-io);stroke:#1a9677}
.r-others{fill:url(#texture-others);stroke:#4f6478}.r-turn{fill:url(#texture-turn);stroke:#5b4fc4}
.r-core{fill:url(#texture-core);stroke:#6b6f78;stroke-width:1.25;stroke-dasharray:3 2}
.r-starting{fill:none;stroke:#6b6f78;stroke-width:1.25;stroke-dasharray:3 2}
.r-unknown{fill:none;stroke:#6b6f78;stroke-dasharray:1 3}.r-sleep{fill:url(#texture-sleep)}
"""
TEXTURES = """
<pattern id="texture-gil" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="7" height="7" fill="#fcebc8"/><rect width="2.2" height="7" fill="#bf7a00"/></pattern>
<pattern id="texture-lock" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#f8dbe2"/><path d="M0 0H6M0 0V6" stroke="#a3123a" stroke-width="2.4"/></pattern>
<pattern id="texture-others" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#e4ebf1"/><rect y="2" width="6" height="2" fill="#4f6478"/></pattern>
<pattern id="texture-turn" width="8" height="6" patternUnits="userSpaceOnUse">
<rect width="8" height="6" fill="#e6e3fa"/>
<path d="M-1 5.5L4 .5L9 5.5" fill="none" stroke="#5b4fc4" stroke-width="1.8"/></pattern>
<pattern id="texture-core" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="1.2" height="8" fill="#6b6f78"/></pattern>
<pattern id="texture-queue" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#f5def3"/><rect width="2.4" height="6" fill="#8a2f86"/></pattern>
<pattern id="texture-io" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#d5f0e7"/><circle cx="3" cy="3" r="1.35" fill="#1a9677"/></pattern>
<pattern id="texture-sleep" width="5" height="2" patternUnits="userSpaceOnUse">
<rect width="2" height="2" fill="#6b6f78"/></pattern>
"""


def picture_of(drawing: Drawing, *, title: str, notes: str = "") -> str:
    """`notes`: one line below the legend, of what is estimated or missing."""
    parts: list[str] = []
    y = float(HEAD + AXIS)
    for group in drawing.groups:
        parts.append(f'<g transform="translate(0 {y:g})">{"".join(group_svg(group, drawing))}</g>')
        y += group_height(group)
    rows = list(legend(drawing))
    parts += [f'<g transform="translate({x:g} {y + 14 + LEGEND * row:g})">{shown}</g>' for row, x, shown in rows]
    y += 14 + LEGEND * (max((row for row, _, _ in rows), default=0) + 1)
    if notes:
        parts.append(f'<text class="facts" x="{EDGE}" y="{y + 14:g}">{escape(notes)}</text>')
        y += LEGEND
    return document(title, round(y + EDGE / 2), drawing, "".join(parts))


def document(title: str, height: int, drawing: Drawing, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' role="img"><title>{escape(title)}</title><style>{STYLE}</style><defs>{TEXTURES}</defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/><text class="title" x="{EDGE}" y="32">'
        f"{escape(title)}</text>{box(HEAD, AXIS, axis_svg(drawing.ticks), 'axis')}{body}</svg>\n"
    )


def box(y: float, height: float, content: str, css: str = "") -> str:
    """A stretch of the picture in which percent are those of the axis."""
    named = f' class="{css}"' if css else ""
    return f'<svg{named} x="{LEFT}" y="{y:g}" width="{LANES}" height="{height:g}" overflow="visible">{content}</svg>'


def group_height(group: DrawnGroup) -> float:
    return GROUP + ROW_HEIGHT * len(group.lanes) + MARGIN


def group_svg(group: DrawnGroup, drawing: Drawing) -> Iterator[str]:
    yield f'<line class="rule" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="0" y2="0"/><text x="{EDGE}" y="22">'
    yield f'<tspan class="group">{escape(group.name)}</tspan>'
    yield f'<tspan class="facts" dx="12">{escape(group.facts)}</tspan></text>'
    for row, lane in enumerate(group.lanes):
        top = GROUP + row * ROW_HEIGHT
        yield f'<text x="{EDGE}" y="{top + 27}">{escape(cut_name(lane.name, int(NAMES / LETTER)))}</text>'
        yield box(top + MARGIN, LANE_HEIGHT, lane_svg(lane, drawing.ticks))
        yield f'<text class="stat" x="{WIDTH - EDGE}" y="{top + 27}" text-anchor="end">{escape(lane.stat)}</text>'
    if group.arrows:
        yield box(GROUP, ROW_HEIGHT * len(group.lanes), hand_offs_svg(group))


def legend(drawing: Drawing) -> Iterator[tuple[int, float, str]]:
    """Each entry with its row and x, broken into rows where it would leave the picture."""
    row, x = 0, float(EDGE)
    for look in drawing.legend:
        width = SWATCH + LETTER * len(look.word) + 20
        if x + width > WIDTH - EDGE and x > EDGE:
            row, x = row + 1, float(EDGE)
        yield row, x, f'{swatch(look)}<text x="{SWATCH}" y="13">{escape(look.word)}</text>'
        x += width
