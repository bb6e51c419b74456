"""The root of a jail: a small read-only tree of an interpreter, the host's libraries, a few devices and names."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from sandbox.jail import kernel
from sandbox.jail.devices import make_devices
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.namespaces import HOST_NAME, INSIDE_ID
from sandbox.jail.paths import EVENTS, GREENLET, KEEPERS, ROOM, WORK

SCAFFOLD = Path("/sys")
"""Where the new root stands until it becomes the root: every Linux has the folder, and a jail shows nothing of it."""
ROOT_OPTIONS = "size=8m,nr_inodes=1k,mode=755"
ROOM_OPTIONS = "size=4m,nr_inodes=256,mode=755"
LIBRARIES = ("lib", "lib64", "lib32")
TOOLS = ("sh", "cat", "echo", "sleep", "true", "false", "ls", "head", "sort", "wc", "grep")
"""What `subprocess` and `asyncio.create_subprocess_shell` are shown with."""
NAMES = {
    "etc/hosts": f"127.0.0.1 localhost {HOST_NAME}\n::1 localhost\n",
    "etc/nsswitch.conf": "hosts: files\npasswd: files\ngroup: files\n",
    "etc/passwd": f"learner:x:{INSIDE_ID}:{INSIDE_ID}::{WORK}:/bin/sh\n",
    "etc/group": f"learner:x:{INSIDE_ID}:\n",
}
TIME_ZONES = Path("/usr/share/zoneinfo")
EMPTY = "empty"
HOOK = "sitecustomize.py"
SHARED = ("__init__.py", "record_form.py")
"""What outside and inside have in common."""


def enter_root(interpreter: Interpreter, *, sandbox: Path, masks_proc: bool) -> None:
    """Builds the tree and makes it this mount namespace's root; `sandbox`: the folder of this package.

    Everything bound is read here for the last time: root calls this while it still is root, since an interpreter may
    lie in a folder that only root may enter. The caller has a mount namespace of its own.
    """
    kernel.mount(None, "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", str(SCAFFOLD), "tmpfs", flags=kernel.MS_NOSUID | kernel.MS_NODEV, options=ROOT_OPTIONS)
    os.umask(0o022)
    for folder in ("proc", "tmp", EMPTY):
        (SCAFFOLD / folder).mkdir()
    make_devices(SCAFFOLD / "dev")
    _write(NAMES)
    _show_ours(sandbox, explores=interpreter.greenlet is not None)
    _show_libraries()
    _show_interpreter(interpreter)
    _show_tools()
    kernel.bind("/proc", str(SCAFFOLD / "proc"))  # pid 1 covers it: a fresh /proc is granted only beside a visible one
    if masks_proc:
        kernel.bind(str(SCAFFOLD / EMPTY), str(SCAFFOLD / "proc/sys"))
    kernel.make_read_only(str(SCAFFOLD), recursive=False)
    kernel.change_root(str(SCAFFOLD))


def _write(texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = SCAFFOLD / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _show_ours(sandbox: Path, *, explores: bool) -> None:
    """The start-up hook and the little it needs, for good; all of the sandbox's code until the zygote has read it.

    In a file system of its own: the zygote compiles there what it reads, for all Pythons of its jails, and then lets
    nothing more be written.
    """
    room, package = SCAFFOLD / ROOM.lstrip("/"), SCAFFOLD / ROOM.lstrip("/") / sandbox.name
    room.mkdir()
    kernel.mount("tmpfs", str(room), "tmpfs", flags=kernel.MS_NOSUID | kernel.MS_NODEV, options=ROOM_OPTIONS)
    hidden = sandbox / "inside" / ("recorder" if explores else "explorer")
    inside = sorted(each for each in (sandbox / "inside").rglob("*.py") if not each.is_relative_to(hidden))
    for source in [*(sandbox / name for name in SHARED), *inside]:
        target = package / source.relative_to(sandbox)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text())
    (package / "inside" / HOOK).rename(room / HOOK)
    (SCAFFOLD / EVENTS.lstrip("/")).mkdir()
    _show_at(sandbox, SCAFFOLD / KEEPERS.lstrip("/"))


def _show_libraries() -> None:
    for name in LIBRARIES:
        _show(Path("/usr", name))
        _show_or_link(Path("/", name))
    _copy(Path("/etc/ld.so.cache"))
    _show(TIME_ZONES)
    _cover(Path("/usr/lib").glob("python3*/*-packages"))


def _show_interpreter(interpreter: Interpreter) -> None:
    for prefix in interpreter.prefixes:
        for name in LIBRARIES:
            _show(Path(prefix, name))
    _show(Path(interpreter.executable))
    if interpreter.greenlet is not None:
        _show_at(Path(interpreter.greenlet), SCAFFOLD / GREENLET.lstrip("/"))
    _cover(map(Path, interpreter.packages))


def _show_tools() -> None:
    if Path("/bin").is_symlink():
        _show_or_link(Path("/bin"))
    for name in TOOLS:
        _copy(Path("/usr/bin", name))
        _copy(Path("/bin", name))


def _show_or_link(path: Path) -> None:
    """As the host has it: a link where it has merged the folder into /usr, else the folder."""
    if path.is_symlink():
        (SCAFFOLD / path.name).symlink_to(path.readlink())
    else:
        _show(path)


def _show(path: Path) -> None:
    """Binds the host's folder or file at its own absolute path, read-only; what is missing or there already is not."""
    if not path.exists():
        return
    target = SCAFFOLD / path.relative_to("/")
    if target.exists():
        return
    _show_at(path, target)


def _copy(path: Path) -> None:
    """A small file of the host, once for all jails: each mount is made, and ended, for every one of them."""
    target = SCAFFOLD / path.relative_to("/")
    if path.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _show_at(path: Path, target: Path) -> None:
    if path.is_dir():
        target.mkdir(parents=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    kernel.bind(os.path.realpath(path), str(target))
    kernel.make_read_only(str(target))


def _cover(folders: Iterable[Path]) -> None:
    """Hides what others installed beside the standard library: in an image, that is the site itself."""
    for folder in folders:
        target = SCAFFOLD / folder.relative_to("/")
        if target.is_dir():
            kernel.bind(str(SCAFFOLD / EMPTY), str(target))
            kernel.make_read_only(str(target))
