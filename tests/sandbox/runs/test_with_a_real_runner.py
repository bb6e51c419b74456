"""The whole way at once: a real worker, a real runner, real Python behind real walls, and a page that listens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import Person
from sandbox.runs.stopping import stop
from sandbox.runs.verdicts import verdict_of
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.listener import listening
from tests.sandbox.runs.processes import SiteProcess, eventually, start_worker
from tests.sandbox.runs.streams import is_told, kinds


@pytest.fixture
def worker(transactional_db: None, runner_socket: Path, settings: Settings) -> Iterator[SiteProcess]:
    settings.RUNNER_SOCKET = str(runner_socket)
    started = start_worker()
    yield started
    started.kill()


def test_a_program_runs_and_its_page_hears_every_line_and_the_end(worker: SiteProcess, web: int, ada: Person):
    client = Client()
    client.force_login(ada)
    submission = ask(asker_of(ada), "for n in range(5): print('line', n, flush=True)", "print('second variant')")

    with listening(web, client, submission) as page:
        heard = list(page)

    printed = "".join(each.data["text"] for each in heard if each.data.get("kind") == "stdout")
    assert printed == "line 0\nline 1\nline 2\nline 3\nline 4\nsecond variant\n"
    assert heard[-1].event == "over"
    assert [verdict_of(run).chip for run in submission.runs.all()] == ["Finished", "Finished"]


def test_a_program_that_waits_is_stopped(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "import time; print('begun', flush=True); time.sleep(15)")
    eventually(lambda: "stdout" in kinds(submission))

    stop(submission)
    eventually(lambda: is_told(submission))

    run = submission.runs.get()
    assert (run.outcome, run.said()[-2].text) == ("stopped", "begun\n")
    assert run.wall_seconds < 15


def test_the_error_of_a_real_program_names_its_line(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "import numpy\n")
    eventually(lambda: is_told(submission))

    verdict = verdict_of(submission.runs.get())
    assert (verdict.chip, verdict.title) == ("Exit 1", "ModuleNotFoundError on line 1")
    assert verdict.sentence == "numpy is not installed here: programs have Python's standard library."
