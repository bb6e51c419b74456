"""On a host where no jail can be built, everything but runs works, and the log says what to do."""

import shutil
import subprocess

import httpx
import pytest

from tests.sites import Site

#: A user namespace in which no further one can be made: what a host that forbids them looks like from inside.
NO_NAMESPACES = (
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
    "sh",
)


def can_be_forbidden() -> bool:
    if not shutil.which("unshare"):
        return False
    probe = [*NO_NAMESPACES, "unshare", "--user", "true"]
    return "unshare failed" in subprocess.run(probe, capture_output=True, text=True).stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory):
    if not can_be_forbidden():
        pytest.skip("user namespaces cannot be forbidden here")
    site = Site(tmp_path_factory.mktemp("site"), wrapped_by=NO_NAMESPACES)
    site.wait_for("Interleave is ready")
    site.wait_for("Ctrl-C stops")
    yield site
    site.stop()


def test_the_site_starts_and_the_log_says_what_is_missing(site: Site):
    assert "Programs cannot run on this machine yet; everything else works." in site.said()
    assert any(line.startswith("runner") for line in site.lines)


def test_pages_are_served_and_the_health_page_says_that_nothing_can_run(site: Site):
    health = httpx.get(f"{site.address}/health/ready/").json()

    assert health["serves"]
    assert not health["parts"]["runner"]["is_well"]
    assert httpx.get(f"{site.address}/").status_code == 200


def test_it_stops_as_any_other(site: Site):
    assert site.stop() == 0
