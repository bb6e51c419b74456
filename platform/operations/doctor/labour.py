"""Who works: the Celery workers of every queue, and housekeeping."""

from collections.abc import Mapping, Sequence
from typing import Any

from celery import current_app
from kombu.exceptions import OperationalError
from redis import RedisError

from operations.doctor.diagnosis import Diagnosis, bad, good, of_finding
from operations.health import ask_housekeeping, first_line

ANSWER_SECONDS = 2.0
STARTED_BY = {
    "runs": "Start one beside the runner: python manage.py work_runs, or docker-compose up -d worker-runs",
    "moves": "Start one beside the runner: python manage.py work_moves, or docker-compose up -d worker-moves",
    "background": "Start one: python manage.py work_background, or docker-compose up -d worker-background",
}
MEND_REDIS_FIRST = "Mend Redis first; workers come back to it by themselves."
SEE_BEAT = (
    "See that beat and worker-background are up: docker-compose ps, then docker-compose logs beat worker-background"
)


def examine_workers() -> Sequence[Diagnosis]:
    try:
        queues: Mapping[str, Any] = current_app.control.inspect(timeout=ANSWER_SECONDS).active_queues() or {}
    except (OperationalError, RedisError, OSError) as error:
        sentence = f"they cannot be asked: {first_line(error)}"
        return [bad("workers", sentence, MEND_REDIS_FIRST)]
    serving = {queue: sorted(name for name, served in queues.items() if serves(served, queue)) for queue in STARTED_BY}
    return [of_queue(queue, names) for queue, names in serving.items()]


def serves(served: Sequence[Mapping[str, Any]], queue: str) -> bool:
    return any(each["name"] == queue for each in served)


def of_queue(queue: str, names: Sequence[str]) -> Diagnosis:
    name = f"worker of {queue}"
    if not names:
        return bad(name, f"none answers within {ANSWER_SECONDS:.0f} s", STARTED_BY[queue])
    return good(name, f"{', '.join(names)} answer{'s' if len(names) == 1 else ''}")


def examine_housekeeping() -> Sequence[Diagnosis]:
    return [of_finding("housekeeping", ask_housekeeping(), what_to_do=SEE_BEAT)]
