"""Images that cannot be pulled here get a stand-in under the very same name, and the proof says so.

A stand-in is Debian by debootstrap, of the release of this host. For the Python image, the interpreter of this host is
copied to /usr/local, which is where the official image has its own; pip is told what pip is told here.
"""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PULL_SECONDS = 120
LEFT_OUT = ("test", "idlelib", "tkinter", "turtledemo", "site-packages", "__pycache__")
PASSED_ON_TO_PIP = ("index-url", "extra-index-url", "trusted-host", "timeout", "default-timeout")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


class NoImage(Exception):
    """An image can neither be pulled nor be made here; the sentence says why."""


def is_here(image: str) -> bool:
    """Whether the engine has the image, after a pull where that is possible."""
    if subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False).returncode == 0:
        return True
    try:
        pulled = subprocess.run(
            ["docker", "pull", "--quiet", image], capture_output=True, timeout=PULL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return pulled.returncode == 0


def make_python(image: str, folder: Path) -> None:
    """The stand-in for the official Python image, from debootstrap and this interpreter."""
    if not shutil.which("debootstrap"):
        raise NoImage(
            f"{image} cannot be pulled, and making a stand-in takes debootstrap (Debian: apt-get install it)."
        )
    if sys.base_prefix == "/usr":
        raise NoImage(
            f"{image} cannot be pulled, and the Python of Debian itself cannot be copied; use one from pyenv or uv."
        )
    root = folder / "root"
    packages = ["ca-certificates", *packages_under(interpreter_files())]
    run("debootstrap", "--variant=minbase", f"--include={','.join(packages)}", release(), str(root))
    copy_interpreter(root)
    configure_pip(root)
    import_root(root, image)
    shutil.rmtree(root)


def release() -> str:
    words = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    return words["VERSION_CODENAME"].strip('"')


def interpreter_files() -> list[Path]:
    extensions = Path(sysconfig.get_path("platstdlib")) / "lib-dynload"
    return [Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}", *extensions.glob("*.so")]


def packages_under(files: Iterable[Path]) -> list[str]:
    """Debian's packages with the libraries that `files` are linked with."""
    listing = subprocess.run(["ldd", *map(str, files)], capture_output=True, text=True, check=False).stdout
    libraries = {Path(found).resolve() for found in re.findall(r"=> (/(?:usr/)?lib\S+)", listing)}
    owners = subprocess.run(["dpkg", "-S", *map(str, libraries)], capture_output=True, text=True, check=False).stdout
    return sorted({line.split(":")[0] for line in owners.splitlines()})


def copy_interpreter(root: Path) -> None:
    version, prefix, place = f"3.{sys.version_info.minor}", Path(sys.base_prefix), root / "usr" / "local"
    shutil.copy2(prefix / "bin" / f"python{version}", place / "bin")
    for name in ("python3", "python"):
        (place / "bin" / name).symlink_to(f"python{version}")
    leave_out = shutil.ignore_patterns(*LEFT_OUT)
    shutil.copytree(
        prefix / "lib" / f"python{version}", place / "lib" / f"python{version}", ignore=leave_out, symlinks=True
    )
    (place / "lib" / f"python{version}" / "site-packages").mkdir()
    for library in (prefix / "lib").glob("libpython*.so*"):
        shutil.copy2(library, place / "lib", follow_symlinks=False)
    run("chroot", str(root), "ldconfig")
    run("chroot", str(root), "python3", "-m", "ensurepip")


def configure_pip(root: Path) -> None:
    """Pip in the image asks where pip asks here, and believes whom this host believes."""
    lines = ["[global]", f"cert = {AUTHORITIES}"]
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    for scope, name, value in re.findall(r"^(\S+?)\.(\S+)='(.*)'$", listing.stdout, re.MULTILINE):
        if name in PASSED_ON_TO_PIP and scope in {"global", ":env:"} and "file:" not in value:
            lines.append(f"{name.removeprefix('default-')} = {value}")
    (root / "etc" / "pip.conf").write_text("\n".join(lines) + "\n")
    shutil.copy(AUTHORITIES, root / AUTHORITIES.relative_to("/"))


def import_root(root: Path, image: str) -> None:
    """The folder as an image, with what the front-end build must know of this network."""
    variables = {"DENO_CERT": str(AUTHORITIES), "SSL_CERT_FILE": str(AUTHORITIES), **npm_registry()}
    changes = [f"--change=ENV {name}={value}" for name, value in variables.items()]
    with subprocess.Popen(["tar", "--create", "--directory", str(root), "."], stdout=subprocess.PIPE) as archive:
        run("docker", "import", *changes, '--change=CMD ["python3"]', "-", image, stdin=archive.stdout)


def npm_registry() -> dict[str, str]:
    if not shutil.which("npm"):
        return {}
    listing = subprocess.run(
        ["npm", "config", "get", "registry", "--json"], capture_output=True, text=True, check=False
    )
    try:
        return {"NPM_CONFIG_REGISTRY": json.loads(listing.stdout)}
    except ValueError:
        return {}


def make_from(dockerfile: Path, image: str, python_image: str) -> None:
    """A stand-in from one of our Dockerfiles, on top of the Python image or its stand-in."""
    arguments = ["--build-arg", f"BASE_IMAGE={python_image}", "--tag", image, "--file", str(dockerfile)]
    run("docker", "build", "--quiet", *arguments, str(dockerfile.parent))


def run(*command: str, stdin: object = None) -> None:
    result = subprocess.run(command, stdin=stdin, capture_output=True, text=True, check=False)  # type: ignore[call-overload]
    if result.returncode:
        last = "\n".join((result.stdout + result.stderr).splitlines()[-15:])
        raise NoImage(f"{' '.join(command[:3])} … failed:\n{last}")
