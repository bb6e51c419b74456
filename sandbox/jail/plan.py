"""What the builder of one jail is told: the job, its interpreter, its cores, and who it becomes."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.jail.interpreters import Interpreter
from sandbox.jobs import Job

WORK = "/tmp"  # noqa: S108 - in every jail one of its own
"""Where the program lies and works: a private file system of the jail, as SHARED_MEMORY is."""
SHARED_MEMORY = "/dev/shm"  # noqa: S108


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One jail. `uid`: the unprivileged uid that root takes; None where the runner is no root and stays who it is."""

    job: Job
    interpreter: Interpreter
    cores: tuple[int, ...]
    uid: int | None

    def to_bytes(self) -> bytes:
        values = {
            "job": self.job.to_json(),
            "interpreter": asdict(self.interpreter),
            "cores": self.cores,
            "uid": self.uid,
        }
        return json.dumps(values).encode()

    @staticmethod
    def from_bytes(data: bytes) -> "Plan":
        """The plan that `to_bytes` wrote: from the runner, which is trusted."""
        values: dict[str, Any] = json.loads(data)
        interpreter = {name: _frozen(value) for name, value in values["interpreter"].items()}
        return Plan(
            job=Job.from_json(values["job"]),
            interpreter=Interpreter(**interpreter),
            cores=tuple(values["cores"]),
            uid=values["uid"],
        )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
