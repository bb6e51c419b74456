"""The few device nodes of a jail: the host's own, bound one by one."""

from pathlib import Path

from sandbox.jail import kernel

DEVICES = ("null", "zero", "full", "random", "urandom")
LINKS = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}


def make_devices(folder: Path) -> None:
    """Fills `folder`, the new root's /dev; shm in it stays empty until its own tmpfs comes."""
    folder.mkdir()
    (folder / "shm").mkdir()
    for name in DEVICES:
        (folder / name).touch()
        kernel.bind(f"/dev/{name}", str(folder / name))
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
