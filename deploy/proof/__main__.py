"""Proves docker-compose.yml: engine, images, clone, stack, claims; a line a step, exit status 0 when all hold."""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from proof.claims import CLAIMS
from proof.engine import NoEngine, engine
from proof.stack import Broken, Stack, clean_clone, left_behind, prepare, standing
from proof.stand_ins import NoImage, is_here, make_from, make_python
from proof.visitor import Visitor

REPOSITORY = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PYTHON_IMAGE = os.environ.get("PYTHON_IMAGE", "python:3.13-slim-bookworm")
STAND_INS = {
    os.environ.get("POSTGRES_IMAGE", "postgres:17"): "postgres.Dockerfile",
    os.environ.get("REDIS_IMAGE", "valkey/valkey:8"): "redis.Dockerfile",
}


def main() -> int:
    arguments = parsed()
    kept = arguments.folder
    folder = Path(kept or tempfile.mkdtemp(prefix="interleave-proof-", dir="/var/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with engine(folder / "engine"):
            provide_images(folder)
            prove(folder)
    except (NoEngine, NoImage, Broken, subprocess.TimeoutExpired) as reason:
        say(f"NOT PROVED: {reason}")
        return 1
    finally:
        if not kept:
            shutil.rmtree(folder)
    say("proved, and everything is taken down")
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy/prove", description=__doc__)
    parser.add_argument("--folder", help="keep an own engine and its images here, so that the next proof is quick")
    return parser.parse_args()


def provide_images(folder: Path) -> None:
    if not is_here(PYTHON_IMAGE):
        say(f"{PYTHON_IMAGE} cannot be pulled: a stand-in of the same name is made by debootstrap and this Python")
        make_python(PYTHON_IMAGE, folder)
    for image, dockerfile in STAND_INS.items():
        if not is_here(image):
            say(f"{image} cannot be pulled: a stand-in of the same name is made from Debian's packages")
            make_from(HERE / dockerfile, image, PYTHON_IMAGE)


def prove(folder: Path) -> None:
    clone = folder / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    say(f"cloning {REPOSITORY} at its last commit")
    stack = prepare(clean_clone(REPOSITORY, clone), http_port=free_port(), https_port=free_port())
    say("building the images and bringing the stack up")
    started = time.monotonic()
    with standing(stack):
        say(f"every service is healthy after {time.monotonic() - started:.0f} s")
        look(stack)
    if left := left_behind(stack):
        raise Broken(f"Taken down, the stack leaves behind {', '.join(left)}")
    shutil.rmtree(clone)


def look(stack: Stack) -> None:
    visitor = Visitor(stack.address, stack.folder / "deploy" / "tls" / "fullchain.pem")
    for claim in CLAIMS:
        say(f"{claim.__name__.replace('_', ' ')}: {claim(stack, visitor)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(text: str) -> None:
    print(f"proof: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
