"""Plays an attack on this host: behind walls, and without any."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sandbox.events import Event, Outcome, Stdout
from sandbox.jail.standing import Ear
from sandbox.jobs import JobRefused
from tests.sandbox.attacks.attack import SECONDS, Attack, Seen, Stage, refused, seen_of
from tests.sandbox.attacks.staging import ROOT, Standing, set_on_host, stage_text, target
from tests.sandbox.walls import OUTSIDE_SECONDS, behind_walls

CARELESS = {"DATABASE_URL": "the-secret", "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


class EarOfAStage(Ear):
    """Tells when another learner's run has told its facts, and ends it when told."""

    def __init__(self) -> None:
        super().__init__()
        self.has_heard = threading.Event()

    def say(self, event: Event) -> None:
        super().say(event)
        if isinstance(event, Stdout):
            self.has_heard.set()


def play(attack: Attack, **how: object) -> tuple[Seen, Sequence[Event]]:
    """What is seen and heard of the attack behind walls; `how` as `behind_walls` takes it."""
    with set_behind_walls(attack.stage, **how) as standing:
        try:
            limits = {"wall_seconds": SECONDS, **attack.limits}
            events = behind_walls(attack.text(), files=dict(standing.files), **how, **limits).events
        except JobRefused as refusal:
            return refused(refusal.sentence), []
    return replace(seen_of(events), stage=standing.last_word), events


@contextmanager
def set_behind_walls(stage: Stage | None, **how: object) -> Iterator[Standing]:
    """A stage that is itself a run stands behind walls of its own."""
    if stage is None or not stage.is_a_run:
        with set_on_host(stage) as standing:
            yield standing
        return
    ear = EarOfAStage()
    run = threading.Thread(target=behind_walls, args=[stage_text(stage, in_a_run=True)], kwargs={"ear": ear, **how})
    run.start()
    try:
        assert ear.has_heard.wait(OUTSIDE_SECONDS), ear.text
        yield Standing(target(ear.text))
    finally:
        ear.has_asked_to_stop = True
        run.join()


def play_unprotected(attack: Attack) -> Seen:
    """What is seen of the attack's control."""
    with set_on_host(attack.stage) as standing, tempfile.TemporaryDirectory(prefix="attack-") as folder:
        for name, text in {"main.py": attack.control_text(), **standing.files}.items():
            Path(folder, name).write_bytes(text.encode(errors="surrogatepass"))
        seen = without_walls(folder)
    return replace(seen, stage=standing.last_word)


def without_walls(folder: str) -> Seen:
    """The program in `folder`, started as a careless host would: with its secrets, its descriptors and its rights."""
    door, rope = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "main.py"], cwd=folder, env=CARELESS, capture_output=True, stdin=subprocess.DEVNULL,
            pass_fds=[rope], start_new_session=True, timeout=OUTSIDE_SECONDS, check=False,
        )  # fmt: skip
    finally:
        os.close(door)
        os.close(rope)
    return Seen(
        outcome=Outcome.ERROR if done.returncode else Outcome.FINISHED,
        exit_code=done.returncode,
        stdout=done.stdout.decode(errors="replace"),
        stderr=done.stderr.decode(errors="replace"),
    )
