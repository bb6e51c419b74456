"""Where the links of a course lead, and how its pictures are served."""

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.urls import reverse

from courses.content.facts.courses import CourseFacts, PictureFacts
from courses.content.facts.demos import DemoFacts
from courses.content.models import PublishedPicture
from courses.publishing.rasters import encoded_raster
from courses.publishing.rendering.markdown import ShownPicture, Targets
from design.python_source import numbered

SVG = "image/svg+xml"


def targets_of(course: CourseFacts) -> Targets:
    """Of checked facts. Each picture is stored under the digest of its bytes, which is its address for ever."""
    return Targets(
        terms={each.key: each.title for each in course.terms},
        sections={each.key: reverse("reading:section", args=[course.key, each.key]) for each in course.sections()},
        demos={each.key: reverse("classroom:demo", args=[each.key]) for each in course.demos},
        shown_demos={each.key: shown_demo(each) for each in course.demos},
        pictures={each.key: published_picture(each) for each in course.pictures},
    )


def shown_demo(demo: DemoFacts) -> dict[str, Any]:
    return {
        "key": demo.key,
        "address": reverse("classroom:demo", args=[demo.key]),
        "title": demo.title,
        "summary": demo.summary,
        "variants": [{"label": each.label, "html": numbered(each.source, each.label)} for each in demo.variants],
    }


def published_picture(picture: PictureFacts) -> ShownPicture:
    content, media_type, width, height = encoded(picture)
    digest = hashlib.sha256(content).hexdigest()
    PublishedPicture.objects.get_or_create(digest=digest, defaults={"media_type": media_type, "content": content})
    address = reverse("reading:picture", args=[digest])
    return ShownPicture(address=address, text=picture.text, width=width, height=height)


def encoded(picture: PictureFacts) -> tuple[bytes, str, int | None, int | None]:
    """Bytes, media type, width and height in pixels. A raster is encoded anew: what its file hid is gone."""
    if PurePosixPath(picture.file).suffix.lower() == ".svg":
        return picture.content, SVG, None, None
    return encoded_raster(picture.content)
