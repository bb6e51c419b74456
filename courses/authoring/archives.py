"""A course as a zip: downloaded whole, and uploaded without trusting what is in it."""

import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from courses.authoring.pages import framed, own_course
from courses.authoring.permissions import may_publish
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Course
from courses.content.telling import told_course
from courses.coursefiles.exporting import course_files
from courses.coursefiles.folder import NoPlainName
from courses.coursefiles.importing import import_course
from courses.coursefiles.reading import read_key

LARGEST_UPLOAD, LARGEST_UNPACKED, MOST_FILES = 20 * 1_048_576, 50 * 1_048_576, 2_000
LARGEST_RATIO, FROM_BYTES = 200, 1_048_576
"""No file of a course packs as well as 200:1; a small one that does harms nobody."""
UTF_8 = 0x800
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The one time that all files of a download have: the same course is the same bytes."""


class NoArchive(Exception):
    """Why a file is not unpacked, in a sentence."""


#: What Python raises over archives that are broken, whichever byte of them is.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError, EOFError, OSError),
)


class UploadForm(forms.Form):
    file = forms.FileField(label="Zip of a course", widget=forms.FileInput(attrs={"accept": ".zip"}))


def download_zip(request: HttpRequest, pk: int) -> HttpResponse:
    course = own_course(request, pk)
    try:
        files = list(course_files(told_course(course)))
    except NoPlainName as refused:
        messages.error(request, str(refused))
        return redirect("admin:content_course_change", pk)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(f"{course.key}/{path}", EPOCH), content, zipfile.ZIP_DEFLATED)
    headers = {"Content-Disposition": f'attachment; filename="{course.key}.zip"'}
    return HttpResponse(buffer.getvalue(), content_type="application/zip", headers=headers)


def upload_zip(request: HttpRequest) -> HttpResponse:
    """Makes a course of one's own say what the archive says, or nothing; a new one belongs to its uploader."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    told: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            with tempfile.TemporaryDirectory(prefix="course-") as folder:
                root = unpacked(form.cleaned_data["file"], Path(folder))
                told = imported(request, root, Path(folder))
        except NoArchive as refused:
            told = [str(refused)]
        if not told:
            return redirect("admin:content_course_changelist")
    context = framed(request, "Import a course", form=form, mistakes=told)
    return render(request, "authoring/upload.html", context, status=422 if told else 200)


def imported(request: HttpRequest, root: Path, folder: Path) -> list[str]:
    """What is wrong, with its file and line; nothing where the course was imported."""
    key = read_key(root)
    there = Course.objects.filter(key=key).first()
    if there and not may_publish(request.user, there):
        return [
            f"There is already a course with the key “{key}”, and it is not yours: choose another key in course.md."
        ]
    try:
        done = import_course(root, by=request.user)  # type: ignore[arg-type]
    except CourseRefused as refused:
        return [str(mistake).replace(f"{root}/", "").replace(str(folder), "") for mistake in refused.mistakes]
    messages.success(
        request, f"“{done.course.title}” was imported as a draft: publish its sections when they are ready."
    )
    return []


def unpacked(upload: io.BufferedIOBase, folder: Path) -> Path:
    """Unpacks into an empty folder and says where in it the course lies. Raises NoArchive.

    What an archive says of its own sizes is not believed: the bytes are counted as they come.
    """
    if upload.seek(0, io.SEEK_END) > LARGEST_UPLOAD:
        raise NoArchive(f"This file has more than {LARGEST_UPLOAD // 1_048_576} MiB.")
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if len(entries) > MOST_FILES:
                raise NoArchive(f"There are {len(entries):,} files in it; {MOST_FILES:,} fit.")
            left = LARGEST_UNPACKED
            for entry in entries:
                left = unpack(archive, entry, folder, left=left)
    except BROKEN:
        raise NoArchive("This is no zip that can be opened: it is broken, or a name in it is.") from None
    roots = [path.parent for path in folder.glob("course.md")] + [path.parent for path in folder.glob("*/course.md")]
    if len(roots) != 1:
        raise NoArchive("There must be one course.md in it, at the top or in one folder.")
    return roots[0]


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, *, left: int) -> int:
    path = PurePosixPath(entry.filename)
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or is_link or not path.parts:
        raise NoArchive(f"“{entry.filename[:60]}” leads out of the archive, or is a link.")
    if not entry.flag_bits & UTF_8 and not entry.filename.isascii():
        raise NoArchive(f"The name “{entry.filename[:60]}” is not in UTF-8.")
    place = folder.joinpath(*path.parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfolded = 0
    with archive.open(entry) as source, place.open("xb") as target:
        while block := source.read(65_536):
            left, unfolded = left - len(block), unfolded + len(block)
            if unfolded > max(FROM_BYTES, LARGEST_RATIO * entry.compress_size):
                raise NoArchive(f"“{entry.filename[:60]}” unfolds to more than {LARGEST_RATIO} times its size.")
            if left < 0:
                raise NoArchive(f"Unpacked it has more than {LARGEST_UNPACKED // 1_048_576} MiB.")
            target.write(block)
    return left
