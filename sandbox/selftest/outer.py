"""The outer wall: whether bubblewrap is installed, and hides a folder from what it starts."""

import shutil
import subprocess
from pathlib import Path

from sandbox.selftest.standing import Wall

NAME = "outer wall (bubblewrap)"
PROGRAMS = "/usr/local/bin:/usr/bin:/bin"
STARTING_SECONDS = 4
FOUND, HIDDEN = 0, 1
"""How `test -e` ends."""


def bubblewrap() -> str | None:
    """Where it is; not asked of PATH, which an empty environment does not have."""
    return shutil.which("bwrap", path=PROGRAMS)


def try_outer_wall(program: str | None) -> Wall:
    """`program`: where bubblewrap is, None where it is not installed."""
    if program is None:
        return Wall(name=NAME, stands=False, tested="bubblewrap is not installed", control="not tried")
    folder = str(Path(__file__).parent)
    hiding = [program, "--ro-bind", "/", "/", "--tmpfs", folder, "--unshare-net", "--die-with-parent"]
    with_it, refusal = _looked_for(folder, *hiding)
    without_it, _ = _looked_for(folder)
    tested = "finding the sandbox's own code behind it: " + ("held" if with_it == HIDDEN else "not held")
    return Wall(
        name=NAME,
        stands=with_it == HIDDEN and not refusal and without_it == FOUND,  # a refusal ends with 1 as well
        tested=f"cannot be put up: {refusal}" if refusal else tested,
        control="succeeds without the wall" if without_it == FOUND else "not testable here: it fails anyway",
    )


def _looked_for(folder: str, *behind: str) -> tuple[int, str]:
    """How looking for a file of `folder` ends, and what was said meanwhile."""
    test = shutil.which("test", path=PROGRAMS) or "test"
    command = [*behind, test, "-e", f"{folder}/__init__.py"]
    try:
        done = subprocess.run(command, env={}, timeout=STARTING_SECONDS, capture_output=True, text=True, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return -1, str(error)
    return done.returncode, " ".join(done.stderr.split())
