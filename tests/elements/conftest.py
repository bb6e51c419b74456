"""The pages of the harness, served with a stream that the test directs."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import watched_page
from tests.elements import harness, timelines
from tests.elements.scripted import ScriptedServer, ScriptedStream

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def stream() -> ScriptedStream:
    return ScriptedStream()


@pytest.fixture
def asked() -> list[str]:
    return harness.ASKED


@pytest.fixture
def posted() -> list[dict[str, Any]]:
    return harness.POSTED


@pytest.fixture
def held() -> dict[str, Any]:
    return harness.HELD


@pytest.fixture
def harness_site(settings: Any, stream: ScriptedStream) -> Iterator[str]:
    """The address of a site that has the pages of the harness; they ask no database, so there is none."""
    for told in (harness.ASKED, harness.HELD, harness.POSTED, timelines.WINDOWS):
        told.clear()
    settings.ROOT_URLCONF = "tests.elements.harness"
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [TEMPLATES, *settings.TEMPLATES[0]["DIRS"]]
    server = ScriptedServer(stream)
    yield server.start()
    server.stop()


@pytest.fixture
def tab(context: BrowserContext, harness_site: str) -> Iterator[Page]:
    """A tab that fails its test on any complaint of the console."""
    page = watched_page(context)
    yield page
    page.close()  # before the server stops: it would wait for an open stream
    assert not page.complaints
