"""What the repository promises of itself: the name `platform` stays free, some rooms use the standard library alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STANDARD_LIBRARY_ONLY = [
    "sandbox/jobs.py",
    "sandbox/events.py",
    "sandbox/observations.py",
    "sandbox/record_form.py",
    "sandbox/records.py",
    "sandbox/xray",
    "sandbox/jail",
    "sandbox/selftest",
    "sandbox/runner",
    "sandbox/inside",
    "sandbox/bench",
]
GREENLETS_ROOM = ROOT / "sandbox/inside/explorer"
"""What explores has its threads as greenlets; it is mounted into no jail but its own."""
LAUNCHER = ["bin", "frontend"]
LARGEST_FILE_LINES = 250
THIRD_PARTY_ENDINGS = {".woff", ".woff2", ".ttf", ".whl", ".so", ".wasm", ".onnx"}


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listing.splitlines()]


def python_files(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported_names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain | from_}


def test_platform_is_never_a_package():
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_the_standard_library_keeps_its_own_platform_module():
    command = [sys.executable, "-c", "import platform; print(platform.system())"]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert result.stdout.strip()


@pytest.mark.parametrize("place", STANDARD_LIBRARY_ONLY)
def test_the_sandbox_up_to_the_runner_uses_the_standard_library_alone(place: str):
    allowed = sys.stdlib_module_names | {"sandbox"}

    strangers = {
        f"{path.name}: {name}"
        for path in python_files(place)
        for name in imported_names(path) - allowed - ({"greenlet"} if path.is_relative_to(GREENLETS_ROOM) else set())
    }

    assert python_files(place)
    assert not strangers


@pytest.mark.parametrize("place", LAUNCHER)
def test_the_launcher_uses_the_standard_library_alone(place: str):
    allowed = sys.stdlib_module_names | {"postgres"}

    assert not {name for path in python_files(place) for name in imported_names(path) - allowed}


def test_no_module_inside_the_jail_bears_a_standard_library_name():
    names = {path.stem for path in python_files("sandbox/inside") if not path.stem.startswith("__")}

    assert not names & sys.stdlib_module_names


def test_no_python_file_outgrows_its_reader():
    sizes = {path: len((ROOT / path).read_text().splitlines()) for path in tracked_files() if path.suffix == ".py"}
    sizes = {path: lines for path, lines in sizes.items() if "migrations" not in path.parts}  # generated

    assert not {str(path): lines for path, lines in sizes.items() if lines > LARGEST_FILE_LINES}


def test_nothing_of_third_parties_is_committed():
    assert not [path for path in tracked_files() if path.suffix in THIRD_PARTY_ENDINGS or ".min." in path.name]


def test_the_locks_name_no_address():
    assert not [lock for lock in (ROOT / "requirements").glob("*.txt") if "://" in lock.read_text()]


def test_every_app_of_the_platform_has_its_place_in_the_contracts():
    apps = {path.parent.name for path in (ROOT / "platform").glob("*/__init__.py")}

    assert apps == {"website", "operations", "accounts", "design"}


def test_the_import_contracts_are_kept():
    linter = Path(sys.executable).parent / "lint-imports"

    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, env=on_the_path(), capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


def test_no_migration_is_missing():
    command = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    environment = {**on_the_path(), "DJANGO_SETTINGS_MODULE": "website.settings.testing"}

    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


def on_the_path() -> dict[str, str]:
    return {"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
