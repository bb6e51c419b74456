"""Runs every static check side by side and prints those that fail; exit status 1 when one does."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent

CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "imports": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "django": ["python", "manage.py", "check", "--fail-level", "WARNING"],
}


def main() -> int:
    wanted = sys.argv[1:] or list(CHECKS)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [name for name, passed in zip(wanted, pool.map(passes, wanted), strict=True) if not passed]
    print("checks: " + (f"{', '.join(failed)} failed" if failed else "all passed"))
    return 1 if failed else 0


def passes(name: str) -> bool:
    program, *arguments = CHECKS[name]
    result = subprocess.run(
        [str(PROGRAMS / program), *arguments], cwd=ROOT, env=environment(), text=True, capture_output=True, check=False
    )
    if result.returncode:
        print(f"--- {name}\n{result.stdout}{result.stderr}", flush=True)
    return result.returncode == 0


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    return {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "website.settings.testing"}


if __name__ == "__main__":
    sys.exit(main())
