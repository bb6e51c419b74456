"""A container engine for the proof: the one that runs here, or one of our own with a folder of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 30


class NoEngine(Exception):
    """No engine answers here and none can be started; the sentence says why."""


@contextmanager
def engine(folder: Path) -> Iterator[None]:
    """Docker answers in the block: the engine that runs already, or a dockerd that keeps everything in `folder`.

    Of an own one the kernel keeps the empty bridge docker0 and its firewall chains, as after the end of any dockerd.
    """
    if answers():
        yield
        return
    if os.geteuid() != 0 or not shutil.which("dockerd"):
        raise NoEngine("No Docker engine answers, and starting one takes root and dockerd (Debian: docker.io).")
    with own_engine(folder):
        yield


def answers() -> bool:
    if not shutil.which("docker"):
        raise NoEngine("There is no docker command here (Debian: apt-get install docker.io docker-compose).")
    return subprocess.run(["docker", "version"], capture_output=True, check=False).returncode == 0


@contextmanager
def own_engine(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["DOCKER_HOST"] = f"unix://{folder / 'docker.sock'}"
    with (folder / "dockerd.log").open("w") as log:
        daemon = subprocess.Popen(command(folder), stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        wait_until_it_answers(daemon, folder)
        yield
    finally:
        daemon.terminate()
        daemon.wait(STOP_SECONDS)
        del os.environ["DOCKER_HOST"]


def command(folder: Path) -> list[str]:
    places = {"data-root": "data", "exec-root": "exec", "pidfile": "docker.pid"}
    options = [f"--{option}={folder / name}" for option, name in places.items()]
    return ["dockerd", f"--host={os.environ['DOCKER_HOST']}", *options]


def wait_until_it_answers(daemon: "subprocess.Popen[bytes]", folder: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while not answers():
        if daemon.poll() is not None or time.monotonic() > give_up_at:
            last = (folder / "dockerd.log").read_text().splitlines()[-3:]
            raise NoEngine("dockerd does not start here:\n" + "\n".join(last))
        time.sleep(0.3)
