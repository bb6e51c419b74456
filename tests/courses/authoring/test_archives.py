"""A course leaves and comes back as a zip; what is hostile in one is refused before anything is written."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.authoring import archives
from courses.content.models import Course, DemoFile, Section
from tests.courses.folders import EXAMPLE, files_of

UPLOAD = "/admin/content/course/upload/"


def zip_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def upload(client: Client, content: bytes) -> tuple[int, str]:
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("course.zip", content)})
    return response.status_code, response.content.decode()


def test_what_is_downloaded_is_the_course_s_folder_and_the_same_each_time(author: Client, tea: Course):
    address = reverse("admin:content_course_zip", args=[tea.pk])
    content = author.get(address).content

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name.removeprefix("tea/"): archive.read(name) for name in archive.namelist()}
    assert files == files_of(EXAMPLE)
    assert author.get(address).content == content


def test_what_was_downloaded_can_be_uploaded_again(author: Client, tea: Course, kettles: Section):
    content = author.get(reverse("admin:content_course_zip", args=[tea.pk])).content

    assert upload(author, content)[0] == 302
    kettles.refresh_from_db()
    assert kettles.edits == 1


def test_a_name_that_leads_out_of_the_folder_is_no_entry_of_a_download(author: Client, tea: Course):
    DemoFile.objects.create(demo=tea.demos.get(), name="../../../evil.txt", text="owned\n")

    response = author.get(reverse("admin:content_course_zip", args=[tea.pk]), follow=True)
    assert "is no plain name of a file" in response.content.decode()
    assert response["Content-Type"].startswith("text/html")


def test_a_new_course_belongs_to_its_uploader_and_is_a_draft(stranger: Client):
    files = {name: content for name, content in files_of(EXAMPLE).items() if not name.startswith("demos/")}
    files["course.md"] = files["course.md"].replace(b"{#tea}", b"{#coffee}")
    section = files["chapters/waiting/kettles/section.md"]
    files["chapters/waiting/kettles/section.md"] = section.replace(b"[Ten pages](demo:tea-pages)\n\n", b"")
    del files["chapters/waiting/kettles/examples.md"]

    assert upload(stranger, zip_of(files))[0] == 302
    coffee = Course.objects.get(key="coffee")
    assert coffee.authors.get().person.name == "Edsger"
    assert not coffee.publications.exists()


def test_nobody_imports_over_a_course_of_somebody_else(stranger: Client, tea: Course):
    status, page = upload(stranger, zip_of({f"x/{name}": each for name, each in files_of(EXAMPLE).items()}))

    assert status == 422
    assert "it is not yours" in page


def test_mistakes_are_named_with_file_and_line(author: Client, example: Path):
    files = files_of(example)
    files["glossary.md"] = files["glossary.md"].replace(b"short: A", b"shirt: A")
    status, page = upload(author, zip_of(files))

    assert status == 422
    assert "glossary.md:3: “shirt” is not known here" in page


@pytest.mark.parametrize(
    ("name", "told"),
    [("../course.md", "leads out"), ("/etc/course.md", "leads out"), ("a/../../course.md", "leads out")],
)
def test_an_entry_that_leads_out_is_refused(author: Client, name: str, told: str):
    status, page = upload(author, zip_of({name: b"# x {#x}"}))

    assert (status, told in page) == (422, True)


def test_a_link_is_refused(author: Client):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("course.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert "or is a link" in upload(author, buffer.getvalue())[1]


def test_a_bomb_is_stopped_while_it_unfolds(author: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_048_576)

    assert (
        "Unpacked it has more than 1 MiB"
        in upload(author, zip_of({"course.md": random.Random(1).randbytes(1_100_000)}))[1]
    )


def test_a_file_that_unfolds_too_well_is_a_bomb(author: Client):
    assert "more than 200 times its size" in upload(author, zip_of({"course.md": b"0" * 4_000_000}))[1]


def test_an_archive_that_is_broken_anywhere_is_answered_with_a_sentence(author: Client):
    whole, chance = zip_of(files_of(EXAMPLE)), random.Random(1)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert upload(author, bytes(broken))[0] in {302, 422}


def test_too_many_files_are_refused(author: Client):
    assert "2,001 files in it" in upload(author, zip_of({f"{number}.md": b"" for number in range(2_001)}))[1]


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_zip_is_refused(author: Client, content: bytes):
    status, page = upload(author, content)

    assert status in {200, 422}
    assert "no zip" in page or "empty" in page


def test_a_zip_without_a_course_is_refused(author: Client):
    assert "There must be one course.md" in upload(author, zip_of({"readme.md": b"hello"}))[1]
