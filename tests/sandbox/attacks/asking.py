"""Asks a runner at its socket to run programs, and tells as JSON what was seen: `python asking.py SOCKET < requests`.

Its text is also sent to where a socket is, as into the container of a worker: so it imports nothing but the sandbox.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.events import End, Stderr, Stdout
from sandbox.jobs import Job, JobRefused, Limits
from sandbox.runner.client import about, running


def ask(socket: str, request: Mapping[str, Any]) -> dict[str, Any]:
    """What is seen of one program: `source`, `files`, `limits` as a Job has them."""
    try:
        job = Job(request["source"], files=request["files"], limits=Limits(**request["limits"]))
        with running(socket, job) as run:
            events = list(run.events())
    except JobRefused as refusal:
        return {"outcome": "refused", "exit_code": None, "stdout": "", "detail": refusal.sentence}
    end = events[-1]
    assert isinstance(end, End)
    return {
        "outcome": end.outcome.value,
        "exit_code": end.exit_code,
        "stdout": "".join(event.text for event in events if isinstance(event, Stdout)),
        "stderr": "".join(event.text for event in events if isinstance(event, Stderr)),
        "detail": end.detail,
    }


def answers(socket: str, requests: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What was seen of each program, one after another on the same runner, and the walls that it says it has."""
    return {"walls": about(socket).walls, "seen": [ask(socket, request) for request in requests]}


if __name__ == "__main__":
    print(json.dumps(answers(sys.argv[1], json.load(sys.stdin))))
