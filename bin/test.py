"""Runs every check and every test: on SQLite, then on PostgreSQL where its programs are installed."""

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


def main() -> int:
    steps = [step("checks", [sys.executable, "bin/check.py"]), step("tests on SQLite", pytest("tests"))]
    if absent := missing_programs():
        print(f"test: no PostgreSQL here ({', '.join(absent)} not found): tested on SQLite alone", flush=True)
    else:
        with (
            tempfile.TemporaryDirectory(prefix="interleave-postgres-") as folder,
            running_postgres(Path(folder)) as url,
        ):
            steps.append(step("tests on PostgreSQL", pytest(*WITH_A_DATABASE), {"DATABASE_URL": url}))
    return max(steps)


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
