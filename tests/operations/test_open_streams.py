"""A page that listens does not hold the site up: it stops within its five seconds, in the middle of a run."""

import subprocess
import sys
from pathlib import Path

import httpx

from tests.operations.test_up import STOP_SECONDS, eventually_gone, leavings
from tests.sites import ROOT, Site

#: Asks for a run that takes a minute, as a visitor's page would, and prints the visitor's session and their stream.
ASK = """
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from sandbox.jobs import Job
from sandbox.runs.asking import Asker
from sandbox.runs.requests import Wanted, submit
from sandbox.runs.tokens import stream_address

session = SessionStore()
session.create()
asker = Asker(person=None, visitor=session.session_key, address="127.0.0.1")
job = Job("import time\\nprint('under way', flush=True)\\ntime.sleep(60)")
submission = submit([Wanted(key="only", label="Only", job=job)], asker=asker, subject="test", title="A minute")
request = RequestFactory().get("/")
request.session = session
print(session.session_key, stream_address(submission, request))
"""


def asked_for_a_run(site: Site) -> tuple[str, str]:
    """The visitor's session key and the address of their stream. The bell is lost; housekeeping rings again."""
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", ASK],
        cwd=ROOT,
        env=site._environment({}),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    key, address = said.split()
    return key, address


def test_it_stops_in_time_while_a_page_listens_to_a_run(start, tmp_path: Path):
    site = start()
    site.wait_for("Interleave is ready")
    key, address = asked_for_a_run(site)

    with httpx.stream("GET", site.address + address, cookies={"sessionid": key}, timeout=30) as stream:
        next(line for line in stream.iter_lines() if "under way" in line)
        status = site.stop(seconds=STOP_SECONDS)

    assert status == 0
    assert not any("did not end in time" in line for line in site.lines)
    assert eventually_gone(site), site.processes()
    assert leavings(tmp_path) == []
