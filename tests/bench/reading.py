"""The section's page and the search: queries, milliseconds of the server, bytes that a first visit loads."""

import gzip
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import brotli
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Request, sync_playwright

from sandbox.bench.figures import percentile, table
from tests.browser import CHROMIUM
from tests.sites import running_site

VISITS, SEARCHES = 60, 20
CONCLUSION = "/courses/python-advance/conclusion/"
LIBRARY_SECTIONS, SEED = 1000, 7
QUERIES = ("lock", "waiting thread", "mutliprocesing", "kettle", "concurrent futures")


def measure_section() -> str:
    """The Conclusion, as a visitor and as somebody who is enrolled, through the whole of Django without a socket."""
    prepare()
    rows = [row_of("a visitor", Client(SERVER_NAME="127.0.0.1")), row_of("enrolled", enrolled_client())]
    header = ["reader", "queries", "median ms", "best ms", "p99 ms", "kB of HTML, compressed"]
    return table("The section's page", header, rows)


def prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("import_course", "courses/demo/python-advance", publish=True, verbosity=0)


def enrolled_client() -> Client:
    from django.utils import timezone

    from accounts.models import Person
    from courses.content.models import Course
    from courses.enrollment.enrolling import enrol

    person = Person.objects.create_user("bench@interleave.example", name="Bench")
    enrol(person, Course.objects.get(key="python-advance"), now=timezone.now())
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def row_of(name: str, client: Client) -> list[str]:
    client.get(CONCLUSION)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(CONCLUSION).content
        asked = len(queries)
    taken = milliseconds(VISITS, lambda: client.get(CONCLUSION))
    size = len(gzip.compress(page, 6)) / 1000
    figures = (statistics.median(taken), min(taken), percentile(taken, 99), size)
    return [name, str(asked), *(f"{value:.1f}" for value in figures)]


def milliseconds(times: int, act: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def measure_first_load(folder: Path) -> str:
    """What a browser without a cache fetches before anybody clicks anything, compressed as the site serves it."""
    with running_site(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        sizes: list[tuple[str, int]] = []
        page.on("requestfinished", lambda request: sizes.append(size_of(request)))
        page.goto(site.address + CONCLUSION, wait_until="networkidle")
        browser.close()
    kinds = sorted({kind for kind, _ in sizes})
    rows = [row_of_kind(kind, [size for each, size in sizes if each == kind]) for kind in kinds]
    rows.append(row_of_kind("all", [size for _, size in sizes]))
    return table("What a first visit of the section's page loads", ["what", "files", "kB compressed"], rows)


def size_of(request: Request) -> tuple[str, int]:
    """The kind of what was fetched, and its bytes: fonts are compressed already, the rest by Brotli."""
    response = request.response()
    body = response.body() if response else b""
    return request.resource_type, len(body) if request.resource_type == "font" else len(brotli.compress(body))


def row_of_kind(kind: str, sizes: list[int]) -> list[str]:
    return [kind, str(len(sizes)), f"{sum(sizes) / 1000:.1f}"]


def measure_search() -> str:
    """Searches of a generated library, through the whole of Django."""
    from tests.bench.library import make_library

    prepare()
    make_library(LIBRARY_SECTIONS, SEED)
    client = Client(SERVER_NAME="127.0.0.1")
    rows = []
    for query in QUERIES:
        act = lambda query=query: client.get("/search/", {"q": query})  # noqa: E731
        act()
        taken = milliseconds(SEARCHES, act)
        figures = (statistics.median(taken), min(taken), percentile(taken, 99))
        rows.append([query, *(f"{value:.1f}" for value in figures)])
    return table(
        f"Search over {LIBRARY_SECTIONS:,} sections ({connection.vendor})",
        ["query", "median ms", "best ms", "p99 ms"],
        rows,
    )
