"""What leaves a course's folder and returns to it: nothing breaks for those who read, and nothing is half there."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Example
from courses.content.published import published_demos
from courses.content.telling import told_course
from courses.coursefiles.exporting import export_course
from courses.coursefiles.importing import import_course
from courses.search.finding import find
from tests.courses.folders import edit, files_of

pytestmark = pytest.mark.django_db

KETTLES = "chapters/waiting/kettles"


def without(example: Path, what: str) -> None:
    """The folder without its demo, or without its section."""
    if what == "demo":
        shutil.rmtree(example / "demos/tea-pages")
        edit(example / KETTLES / "section.md", "[Ten pages](demo:tea-pages)\n\n", "")
        edit(example / KETTLES / "examples.md", "demo: tea-pages\n", "")
    else:
        shutil.rmtree(example / KETTLES)
        edit(example / "chapters/waiting/chapter.md", "kettles, cooks", "cooks")


def test_a_demo_that_left_the_folder_runs_where_people_read_of_it(example: Path, tmp_path: Path, client: Client):
    import_course(example, publish=True)
    without(example, "demo")
    export_course(import_course(example).course, tmp_path / "out")

    assert "tea-pages" in client.get("/courses/tea/kettles/").content.decode()
    for address in ("/demos/tea-pages/", "/demos/tea-pages/panel/"):
        assert client.get(address).status_code == 200
    assert files_of(tmp_path / "out") == files_of(example)
    assert not published_demos(now=timezone.now())


def test_a_demo_that_left_is_no_longer_its_authors(example: Path, client: Client, barbara: Person):
    demo = import_course(example, publish=True, by=barbara).course.demos.get()
    without(example, "demo")
    import_course(example)
    client.force_login(barbara)
    example_page = reverse("admin:content_example_change", args=[Example.objects.get().pk])

    assert "tea-pages" not in client.get(reverse("admin:content_demo_changelist")).content.decode()
    assert "tea-pages" not in client.get(example_page).content.decode()
    assert client.post(reverse("admin:content_demo_try", args=[demo.pk])).status_code == 404


def test_a_demo_that_returns_is_the_one_it_was(example: Path, tmp_path: Path):
    before = import_course(shutil.copytree(example, tmp_path / "whole"), publish=True).course.demos.get().pk
    without(example, "demo")
    import_course(example, publish=True)
    course = import_course(tmp_path / "whole", publish=True).course

    assert [demo.key for demo in told_course(course).demos] == ["tea-pages"]
    assert course.demos.get().pk == before
    assert [demo.key for demo in published_demos(now=timezone.now())] == ["tea-pages"]


def test_a_section_that_returns_is_read_again_once_it_is_published(example: Path, tmp_path: Path, client: Client):
    import_course(shutil.copytree(example, tmp_path / "whole"), publish=True)
    without(example, "section")
    import_course(example, publish=True)
    import_course(tmp_path / "whole")
    assert client.get("/courses/tea/kettles/").status_code == 410
    assert not find("boils", now=timezone.now()).hits
    assert "Tea and Threads" not in client.get("/courses/").content.decode()

    assert import_course(tmp_path / "whole", publish=True).published == ("kettles",)
    assert client.get("/courses/tea/kettles/").status_code == 200
