"""What is found in a run: looked for once, and kept for a day, since a page shows it again with each closer look."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import cache as once
from pathlib import Path

from django.core.cache import cache
from redis.exceptions import RedisError

import sandbox.xray
from sandbox.events import Outcome
from sandbox.runs.models import Run
from sandbox.xray.findings import Evidence, Finding, findings_of
from sandbox.xray.timeline import Timeline

A_DAY_IN_SECONDS = 86_400


def findings_in(run: Run, timeline: Timeline) -> list[Finding]:
    """What its timeline supports, the most important first.

    The rules take 2 ms for an ordinary run, and 45 to 310 ms of CPU time for one of 20,000 slices.
    """
    key = f"findings:{hashlib.sha256(b' '.join(_made_of(run))).hexdigest()}"
    with suppress(RedisError):
        if (kept := cache.get(key)) is not None:
            return [Finding(**each) for each in kept]
    found = _found(run, timeline)
    with suppress(RedisError):
        cache.set(key, [asdict(each) for each in found], A_DAY_IN_SECONDS)
    return found


def _found(run: Run, timeline: Timeline) -> list[Finding]:
    evidence = Evidence(
        timeline=timeline,
        source=str(run.job["source"]),
        stderr="".join(said.text for said in run.said() if said.kind == "stderr"),
        exit_code=run.exit_code,
        outcome=Outcome(run.outcome),
    )
    return list(findings_of(evidence))


def _made_of(run: Run) -> Iterator[bytes]:
    """All that findings follow from: the rules themselves, and the evidence; as digests, which are of one length."""
    told = repr((run.exit_code, run.outcome)).encode()
    yield rules_digest()
    for part in (bytes(run.timeline), bytes(run.transcript), str(run.job["source"]).encode(), told):
        yield hashlib.sha256(part).digest()


@once
def rules_digest() -> bytes:
    """Of everything by which a timeline is read and judged: a sentence that is changed is said of old runs too."""
    [folder] = sandbox.xray.__path__
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
