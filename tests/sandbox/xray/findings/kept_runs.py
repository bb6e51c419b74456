"""Runs of the programs of all findings, as they were once recorded in a real jail: text files with packed timelines.

`python -m tests.bench keep-findings` records them anew: when a program has changed, or the recorder says more.
"""

import base64
import json
import re
from pathlib import Path

from sandbox.events import Outcome
from sandbox.xray.findings import Evidence
from sandbox.xray.keeping import pack, unpack
from tests.sandbox.xray.findings.programs import Program

FOLDER = Path(__file__).parent / "kept"
LINE = 120
LIBRARY = re.compile(r"/[^\s\"]*/lib/python3\.\d+/")
"""Where it lies is the host's business."""


def path_of(program: Program) -> Path:
    return FOLDER / f"{program.key}-{program.path.stem}.json"


def keep(program: Program, evidence: Evidence) -> None:
    packed = base64.b64encode(pack(evidence.timeline)).decode()
    said = {
        "outcome": evidence.outcome,
        "exit_code": evidence.exit_code,
        "stderr": LIBRARY.sub("/usr/lib/python3/", evidence.stderr),
        "timeline": [packed[at : at + LINE] for at in range(0, len(packed), LINE)],
    }
    FOLDER.mkdir(exist_ok=True)
    path_of(program).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n")


def kept(program: Program) -> Evidence:
    said = json.loads(path_of(program).read_text())
    return Evidence(
        timeline=unpack(base64.b64decode("".join(said["timeline"]))),
        source=program.path.read_text(),
        stderr=said["stderr"],
        exit_code=said["exit_code"],
        outcome=Outcome(said["outcome"]),
    )
