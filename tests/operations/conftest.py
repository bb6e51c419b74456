"""Sites that a test starts and that end with it, also when the test fails."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sites import Site


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Starts `manage.py up` in the test's folder; takes what Site takes."""
    started: list[Site] = []

    def start_one(**options: Any) -> Site:
        started.append(Site(tmp_path, **options))
        return started[-1]

    yield start_one
    for site in started:
        site.stop()
