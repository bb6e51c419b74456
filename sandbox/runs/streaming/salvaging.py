"""What a lost attempt had said: its worker's memory is gone, its pages' stream may still be there."""

from typing import Any, cast

import redis

from sandbox.runs.redis_connection import connection, stream_key
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript


def salvaged(submission: object, *, run: str, attempt: int) -> Transcript:
    """The messages of this attempt that are still in the stream; none when it is gone, or Redis is away."""
    kept = Transcript(run=run, attempt=attempt)
    try:
        entries = cast("list[Any]", connection().xrange(stream_key(submission)))
    except redis.RedisError:
        return kept
    for entry_id, fields in entries:
        if fields[b"m"]:
            said = StreamedEvent.of_payload(fields[b"m"], id=entry_id.decode())
            if (said.run, said.attempt) == (run, attempt) and said.kind != "queued":
                kept.add(Entry(kept.length + 1, said.id, fields[b"m"], said.is_passing))
    return kept
