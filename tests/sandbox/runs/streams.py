"""How a test looks at a submission and at its stream."""

from sandbox.runs.models import Submission
from sandbox.runs.redis_connection import connection, stream_key
from sandbox.runs.streaming.messages import StreamedEvent


def is_over(submission: Submission) -> bool:
    submission.refresh_from_db()
    return submission.is_over


def is_told(submission: Submission) -> bool:
    submission.refresh_from_db()
    return submission.told_at is not None


def streamed(submission: Submission) -> list[StreamedEvent]:
    """Every message in the stream, but for places in the queue and `over`."""
    said = [
        StreamedEvent.of_payload(fields[b"m"], id=number.decode())
        for number, fields in connection().xrange(stream_key(submission.pk))
        if fields[b"m"]
    ]
    return [each for each in said if each.kind != "queued"]


def ends_with_over(submission: Submission) -> bool:
    newest = connection().xrevrange(stream_key(submission.pk), count=1)
    return bool(newest) and newest[0][1][b"m"] == b""


def kinds(submission: Submission, run: str = "0") -> list[str]:
    return [said.kind for said in streamed(submission) if said.run == run]


def lines(said: list[StreamedEvent]) -> list[str]:
    return "".join(each.text for each in said if each.kind == "stdout").splitlines()
