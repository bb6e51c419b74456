"""What runs in a jail: reads what is asked from a file beside it, and prints one line of JSON."""

import json
import sys
from pathlib import Path
from typing import Any

from sandbox.inside.explorer.exploring import choose, explore, replay

QUESTION = "question.json"
"""An object with "source", and "seconds", a "schedule" or "choices"; the latter two with "places"."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    if "schedule" in question:
        moves = [(int(thread), str(kind), int(line)) for thread, kind, line in question["schedule"]]
        return replay(question["source"], moves, set(question.get("places", ())))
    if "choices" in question:
        return choose(question["source"], list(map(int, question["choices"])), set(question["places"]))
    return explore(question["source"], seconds=float(question["seconds"]))


def main() -> None:
    question = json.loads(Path(QUESTION).read_text(encoding="utf-8"))
    sys.stdout.write(json.dumps(answer(question), ensure_ascii=False) + "\n")
