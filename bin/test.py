"""Runs every check and every test: on SQLite, then on PostgreSQL where its programs are installed.

What fails is played once more, alone, and what passes only then is told: see docs/decisions/0020-a-second-play.md.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from postgres import missing_programs, running_postgres

ROOT = Path(__file__).resolve().parents[1]
#: The rest knows of no database: running it twice would prove nothing twice.
WITH_A_DATABASE = ["tests", "--touching-the-database"]
LAST_FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
TESTS_FAILED = 1
"""The exit status of pytest where tests failed, and nothing else went wrong."""
MOST_UNSTEADY = 3
"""Failures that are played once more; of more the machine is not the reason."""


def main() -> int:
    steps = [step("checks", [sys.executable, "bin/check.py"]), played("tests on SQLite", ["tests"])]
    if absent := missing_programs():
        print(f"test: no PostgreSQL here ({', '.join(absent)} not found): tested on SQLite alone", flush=True)
    else:
        with (
            tempfile.TemporaryDirectory(prefix="interleave-postgres-") as folder,
            running_postgres(Path(folder)) as url,
        ):
            steps.append(played("tests on PostgreSQL", WITH_A_DATABASE, {"DATABASE_URL": url}))
    return max(steps)


def played(name: str, what: list[str], environment: dict[str, str] | None = None) -> int:
    """The status of these tests, where a few failed that of their second play."""
    LAST_FAILED.unlink(missing_ok=True)  # what another run remembered would count as this one's
    status = step(name, pytest(*what), environment)
    failed = failed_last() if status == TESTS_FAILED else []
    if not 0 < len(failed) <= MOST_UNSTEADY:
        return status
    status = step(
        f"{name}, a second play", pytest(*what, "--last-failed", "--last-failed-no-failures=none"), environment
    )
    if status == 0:
        print(f"test: UNSTEADY, passed at the second play alone: {', '.join(failed)}", flush=True)
    return status


def failed_last() -> list[str]:
    return list(json.loads(LAST_FAILED.read_text())) if LAST_FAILED.exists() else []


def pytest(*what: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "--quiet", *what]


def step(name: str, command: list[str], environment: dict[str, str] | None = None) -> int:
    print(f"test: {name}", flush=True)
    started = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False).returncode
    print(f"test: {name} {'failed' if status else 'passed'} in {time.monotonic() - started:.0f} s", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
