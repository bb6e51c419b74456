"""What the x-ray costs the one who watches and the one who is watched, and whether what it says is true."""

import random
from pathlib import Path

from sandbox.bench.own_runner import own_runner
from sandbox.bench.report import Report
from sandbox.bench.xray import observing, recording, spans, starting, truth

ROUNDS = 15


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:
    with own_runner(folder) as runner:
        tables = [
            observing.measured(runner, rounds=max(1, rounds // 5)),
            recording.measured(runner, rounds=rounds, chance=chance),
            spans.measured(runner, rounds=rounds, chance=chance),
            starting.measured(runner, rounds=rounds, chance=chance),
            truth.measured(runner, rounds=max(1, rounds // 3)),
        ]
    return Report(tables)
