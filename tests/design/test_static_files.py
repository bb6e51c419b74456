"""Static files as production serves them: collected, hashed, compressed; and nothing in them points into the void."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, override_settings

from website.settings import foundation

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
IMPORT = re.compile(r"""(?:from\s*|import\s*|import\()["']([./][^"']+)["']""")
ADDRESS = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


@pytest.fixture(scope="session")
def once_collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    with as_in_production(folder):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def collected(once_collected: Path) -> Iterator[Path]:
    with as_in_production(once_collected):
        yield once_collected


def as_in_production(folder: Path) -> override_settings:
    return override_settings(STATIC_ROOT=str(folder), STORAGES=foundation.STORAGES)


def ours(folder: Path, pattern: str) -> list[Path]:
    """The hashed files of ours; Django's and the admin's own are theirs to keep."""
    return [path for path in folder.rglob(pattern) if HASHED.search(path.name) and path.parent.parts[-1] != "admin"]


def test_every_import_of_a_module_names_a_hashed_file_that_exists(collected: Path):
    modules = [path for path in ours(collected, "*.js") if (collected / "js") in path.parents]

    imported = [path.parent / name for path in modules for name in IMPORT.findall(path.read_text())]

    assert imported
    assert not [str(path) for path in imported if not HASHED.search(path.name) or not path.resolve().is_file()]


def test_every_address_in_a_sheet_names_a_file_that_exists(collected: Path):
    sheets = ours(collected, "*.css")

    named = [
        path.parent / name.partition("#")[0]
        for path in sheets
        for name in ADDRESS.findall(path.read_text())
        if not name.lstrip("\"'").startswith("#")  # of the page itself: a texture
    ]

    assert [path for path in named if path.suffix == ".woff2"]
    assert not [str(path) for path in named if not str(path).endswith(("'", '"')) and not path.resolve().is_file()]


def test_scripts_and_sheets_are_compressed(collected: Path):
    name = PurePosixPath(staticfiles_storage.stored_name("css/base.css"))

    assert (collected / f"{name}.gz").is_file()
    assert (collected / f"{name}.br").is_file()


def test_pages_link_to_the_hashed_names(collected: Path, client: Client, db: None):
    page = client.get("/").content.decode()

    addresses = re.findall(r'(?:href|src)="/static/([^"#]+)', page)

    assert len(addresses) > 20
    assert not [address for address in addresses if not HASHED.search(address) or not (collected / address).is_file()]
