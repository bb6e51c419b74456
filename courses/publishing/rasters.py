"""Encodes a raster anew: its points, as they are to be seen, and nothing else that its file says."""

import io
import struct
import warnings

from PIL import ExifTags, Image, ImageCms

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
PLAIN_MODES = {"RGB", "RGBA", "L", "P"}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings a picture upright, by how EXIF says that its camera was held."""
BROKEN_EXIF = (SyntaxError, struct.error, ValueError, TypeError, AttributeError, KeyError, OSError)
"""What Pillow raises over it, whichever byte is wrong; `ImageOps.exif_transpose` writes it anew and raises more."""


def encoded_raster(content: bytes) -> tuple[bytes, str, int, int]:
    """Of a checked picture: bytes, media type, width and height in pixels."""
    with Image.open(io.BytesIO(content), formats=list(MEDIA_TYPES)) as image:
        kind, shown = str(image.format), in_a_plain_mode(in_srgb(upright(image)))
    # Pillow writes along what it read: comments, profiles, XMP. A transparent colour belongs to the points.
    shown.info = {name: value for name, value in shown.info.items() if name == "transparency"}
    buffer = io.BytesIO()
    shown.save(buffer, format=kind)
    return buffer.getvalue(), MEDIA_TYPES[kind], shown.width, shown.height


def upright(image: Image.Image) -> Image.Image:
    image.load()
    try:
        with warnings.catch_warnings(action="ignore"):
            held = image.getexif().get(ExifTags.Base.Orientation)
    except BROKEN_EXIF:
        return image
    return image.transpose(TURNS[held]) if held in TURNS else image


def in_srgb(image: Image.Image) -> Image.Image:
    """In the colours that browsers take where a file names none; a profile that is none is passed over."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    try:
        own, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def in_a_plain_mode(image: Image.Image) -> Image.Image:
    """Grey keeps what is transparent in it, and sixteen bits of grey become eight."""
    if image.mode in PLAIN_MODES:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
