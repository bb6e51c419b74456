"""Whether a picture is one: a raster that can be decoded, or an SVG without anything that acts."""

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from PIL import Image, UnidentifiedImageError

from courses.content.facts.courses import PictureFacts
from courses.content.facts.mistakes import Mistake
from courses.publishing.checking.keys import check_key
from courses.publishing.checking.texts import Known, check_text, check_title

LARGEST_BYTES = 2 * 1_048_576
LARGEST_PIXELS = 4_000 * 4_000
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".svg": "SVG"}
SVG_TAGS = {
    *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "linearGradient", "radialGradient", "stop"),
}
"""Of SVG what draws once where it stands: nothing acts, loads or embeds, and nothing is drawn again by reference, since
a few lines of nested references are a million million draws. So there is no clipPath, mask, pattern, marker or filter:
a clip within a clip, ten times over, in 8 kB, drew for longer than anybody waits. What fill and stroke can refer to is
then a gradient, which holds nothing that is drawn."""
MOST_ELEMENTS, DEEPEST = 10_000, 50
"""Of an SVG; each group with an opacity is a layer of the whole picture, so 3,000 within each other take 7 seconds."""
SVG_NAMESPACE = "{http://www.w3.org/2000/svg"
INNER = re.compile(r"url\(#[\w-]+\)")
MAY_REFER = {"fill", "stroke"}
OUTER = re.compile(r"\\|url|image-set|javascript:|data:", re.IGNORECASE)
"""What refers to something, also in the escapes of CSS; nothing that only draws says any of it."""
LONGEST_FILE_NAME = 80


def check_picture(picture: PictureFacts, known: Known) -> Iterator[Mistake]:
    yield from check_said(picture, known)
    name = PurePosixPath(picture.file)
    if not is_plain(picture.file):
        yield picture.origin.mistake(f"“{picture.file[:60]}” is no plain name of a file.", at="file")
    elif sentence := why_no_picture(name.suffix.lower(), picture.content):
        yield picture.origin.mistake(f"{picture.file}: {sentence}", at="file")


def check_said(picture: PictureFacts, known: Known) -> Iterator[Mistake]:
    """Its words alone, which are written again and again; its bytes are looked at when they come, and then stand."""
    yield from check_key(picture)
    yield from check_title(picture, "title")
    if not picture.text.strip():
        yield picture.origin.mistake("Those who cannot see the picture need a text: say what it shows.", at="text")
    yield from check_text(picture, "text", known, headings_from=7, is_needed=False)


def is_plain(file: str) -> bool:
    """Whether it names one file of the folder of pictures, on every system."""
    if not file.isprintable() or file.startswith(".") or "\\" in file:
        return False
    return PurePosixPath(file).name == file and len(file) <= LONGEST_FILE_NAME


def why_no_picture(suffix: str, content: bytes) -> str:
    """Why the bytes are no picture of the kind that the name ends in; "" where they are."""
    if suffix not in FORMATS:
        return f"pictures are {', '.join(sorted(FORMATS))}."
    if len(content) > LARGEST_BYTES:
        return f"this has {len(content) / 1_048_576:.1f} MiB; {LARGEST_BYTES // 1_048_576} fit."
    return why_no_svg(content) if suffix == ".svg" else why_no_raster(FORMATS[suffix], content)


def why_no_raster(wanted: str, content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP"]) as image:
                if image.format != wanted:
                    return f"the name says {wanted}, the content is {image.format}."
                if image.width * image.height > LARGEST_PIXELS:
                    return f"{image.width} by {image.height} pixels are too many; {LARGEST_PIXELS:,} in all fit."
                image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return f"this is no {wanted} picture, or it is broken."
    return ""


def why_no_svg(content: bytes) -> str:
    """Entities and document types are refused before anything is parsed: they can grow without bound, or read files."""
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper() or b"\x00" in content:
        return "an SVG here has no document type and no entities."
    try:
        root = ET.fromstring(content)  # noqa: S314  (without a document type there are no entities to expand)
    except (ET.ParseError, ValueError, LookupError):
        return "this is no SVG: it is not well-formed XML."
    if b"<?xml-stylesheet" in content:
        return "an SVG here refers to nothing outside itself; its style sheet is."
    return why_too_large(root) or why_no_drawing(root)


def why_no_drawing(root: ET.Element) -> str:
    for element in root.iter():
        namespace, _, tag = str(element.tag).rpartition("}")
        if element is root and tag != "svg":
            return "this is no SVG."
        if namespace != SVG_NAMESPACE:
            return "all of an SVG must be of the namespace http://www.w3.org/2000/svg."
        if tag not in SVG_TAGS:
            return f"an SVG here draws only; <{tag[:30]}> is not drawing."
        for name, value in element.attrib.items():
            if why := why_no_attribute(plain(name), value):
                return why
    return ""


def why_no_attribute(name: str, value: str) -> str:
    if name.lower().startswith("on"):
        return f"an SVG here does not act; {name[:30]} would."
    if name in {"href", "base", "style"}:
        return f"an SVG here refers to nothing and has its looks in attributes: leave “{name}” out."
    if INNER.fullmatch(value) and name not in MAY_REFER:
        return f"in an SVG here only fill and stroke refer to something, a gradient; {name[:30]} does."
    if not INNER.fullmatch(value) and OUTER.search(value):
        return f"an SVG here refers to nothing outside itself; {name[:30]} does."
    return ""


def why_too_large(root: ET.Element) -> str:
    level, depth, elements = [root], 0, 0
    while level:
        depth, elements = depth + 1, elements + len(level)
        level = [child for element in level for child in element]
    if elements > MOST_ELEMENTS:
        return f"this has {elements:,} elements; {MOST_ELEMENTS:,} fit."
    return f"its elements stand {depth:,} within each other; {DEEPEST} fit." if depth > DEEPEST else ""


def plain(tag: object) -> str:
    return str(tag).rpartition("}")[2]
