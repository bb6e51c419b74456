"""A picture is published as its points alone: turned as its camera held it, without what the file says beside them."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from courses.content.facts.courses import PictureFacts
from courses.publishing.targets import encoded

SECRET = b"SECRET: 51.5 N, 0.1 W"


def published(image: Image.Image, suffix: str, **said: Any) -> tuple[bytes, Image.Image]:
    buffer = io.BytesIO()
    image.save(buffer, format={"jpg": "JPEG"}.get(suffix, suffix.upper()), **said)
    facts = PictureFacts(key="a", title="A", file=f"a.{suffix}", text="A", content=buffer.getvalue())
    content, _, width, height = encoded(facts)
    shown = Image.open(io.BytesIO(content))
    assert shown.size == (width, height)
    return content, shown


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
@pytest.mark.parametrize("place", ["comment", "icc_profile", "xmp", "exif"])
def test_nothing_that_a_file_says_travels_along(suffix: str, place: str):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    said = {"exif": exif} if place == "exif" else {place: SECRET}
    content, shown = published(Image.new("RGB", (6, 2), "red"), suffix, **said)

    assert b"SECRET" not in content
    assert not shown.getexif()
    assert "icc_profile" not in shown.info


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_a_picture_stands_as_its_camera_was_held(suffix: str):
    exif = Image.Exif()
    exif[0x0112] = 6

    assert published(Image.new("RGB", (6, 2), "red"), suffix, exif=exif)[1].size == (2, 6)


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0XX\0*", b"Exif\0\0MM\0*\0\0\0\x08\0\x09\x01\x12"])
def test_a_picture_with_broken_words_of_its_camera_is_published_as_it_is(exif: bytes):
    assert published(Image.new("RGB", (6, 2), "red"), "png", exif=exif)[1].size == (6, 2)


def test_colours_of_a_profile_become_those_that_browsers_show():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, shown = published(Image.new("RGB", (1, 1), (200, 30, 40)), "png", icc_profile=profile)

    assert shown.getpixel((0, 0)) == (200, 30, 40)


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        (Image.new("LA", (1, 1), (10, 0)), (10, 10, 10, 0)),
        (Image.new("I;16", (1, 1), 0x8000), 0x80),
        (Image.new("1", (1, 1), 1), (255, 255, 255)),
    ],
)
def test_what_is_transparent_and_what_is_grey_stays(image: Image.Image, shown: object):
    assert published(image, "png")[1].getpixel((0, 0)) == shown


def test_a_colour_that_is_transparent_stays_so():
    _, shown = published(Image.new("RGB", (1, 1), (1, 2, 3)), "png", transparency=(1, 2, 3))

    assert shown.convert("RGBA").getpixel((0, 0))[3] == 0
