"""Two sites on one machine stay out of each other's way: a database goes with one Redis."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from operations.together.claim import InUse, claimed
from tests.sites import Site, running_site


def test_a_database_is_held_by_one_site_at_a_time(tmp_path: Path):
    with (
        claimed("a database", folder=tmp_path, holder="port 8000"),
        pytest.raises(InUse, match="port 8000"),
        claimed("a database", folder=tmp_path, holder="port 8001"),
    ):
        pass


def test_it_is_free_again_afterwards_and_no_file_tells_of_it(tmp_path: Path):
    for _ in range(2):
        with claimed("a database", folder=tmp_path, holder="port 8000"):
            pass

    assert list(tmp_path.iterdir()) == []


def test_two_databases_know_nothing_of_each_other(tmp_path: Path):
    with (
        claimed("one", folder=tmp_path, holder="port 8000"),
        claimed("another", folder=tmp_path, holder="port 8001"),
    ):
        pass


def test_sites_with_one_redis_share_a_database(tmp_path: Path):
    with (
        claimed("a database", folder=tmp_path, holder="port 8000", is_shared=True),
        claimed("a database", folder=tmp_path, holder="port 8001", is_shared=True),
        pytest.raises(InUse),
        claimed("a database", folder=tmp_path, holder="port 8002"),
    ):
        pass


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory):
    """A site on its embedded database, in a folder of its own."""
    folder = tmp_path_factory.mktemp("first")
    with running_site(folder, {"DATABASE_URL": None, "INTERLEAVE_VAR": str(folder / "var")}) as site:
        yield site


def test_a_second_site_beside_the_first_keeps_a_database_of_its_own(first: Site, tmp_path: Path):
    var = first.folder / "var"

    with running_site(tmp_path, {"DATABASE_URL": None, "INTERLEAVE_VAR": str(var)}) as second:
        names = sorted(path.name for path in var.glob("*.sqlite3"))
        pages = [urlopen(second.address + path).status for path in ("/", "/demos/ten-pages/", "/health/ready/")]

    assert pages == [200, 200, 200]
    assert f"Interleave on port {first.port} uses the embedded database" in second.said()
    assert names == [f"interleave-{second.port}.sqlite3", "interleave.sqlite3"]


def test_a_second_site_is_refused_the_database_it_was_given(first: Site, start):
    var = first.folder / "var"

    second = start(
        environment={"DATABASE_URL": f"sqlite:///{var}/interleave.sqlite3", "INTERLEAVE_VAR": str(var)},
    )

    assert second.ended() == 2
    assert f"is in use by Interleave on port {first.port}, with a Redis of its own" in second.said()
