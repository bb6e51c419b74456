"""One message of a submission's stream: which run, which attempt, what; and its form in Redis, in rows, on pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.events import Event, to_json

OVER = b"event: over\ndata: {}\n\n"
RETRY = b"retry: 1000\n\n"
HEARTBEAT = b": still here\n\n"
CUT_SENTENCE = "Earlier output is no longer kept."


@dataclass(frozen=True, kw_only=True)
class StreamedEvent:
    """What one run said, or what is said about it.

    `kind` is an event's ("stdout", "end" …), or "queued" (`ahead`), "again" (`sentence`), "cut" (`sentence`),
    "execution" (`number`, `of`, `is_recorded`), "timeline" (see `xrays.XRay.news`).
    `id` is its place in the submission's stream, "" while it has none.
    """

    run: str
    attempt: int
    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""

    @property
    def is_passing(self) -> bool:
        """Whether only a page under way needs it: a finished timeline is kept by itself."""
        return self.kind == "timeline"

    @property
    def at(self) -> float | None:
        """Seconds since the program's start, where the message has a time."""
        return self.fields.get("at")

    @property
    def text(self) -> str:
        """What was printed, or the sentence that stands in its place."""
        return str(self.fields.get("text", self.fields.get("sentence", "")))

    def payload(self) -> bytes:
        """The message as the JSON that pages read."""
        body = {"run": self.run, "attempt": self.attempt, "kind": self.kind, **self.fields}
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def of_event(cls, event: Event, *, run: str, attempt: int) -> "StreamedEvent":
        fields = to_json(event)
        return cls(run=run, attempt=attempt, kind=fields.pop("kind"), fields=fields)

    @classmethod
    def of_payload(cls, payload: bytes, *, id: str) -> "StreamedEvent":  # noqa: A002 (the stream's own word)
        fields = json.loads(payload)
        return cls(run=fields.pop("run"), attempt=fields.pop("attempt"), kind=fields.pop("kind"), fields=fields, id=id)


def frame(message_id: str, payload: bytes) -> bytes:
    """A message as a server-sent event. The payload is JSON without raw newlines, so it is one line of data."""
    return b"id: %s\nevent: run\ndata: %s\n\n" % (message_id.encode(), payload)


def cut_frame(sentence: str = CUT_SENTENCE) -> bytes:
    return b"event: cut\ndata: %s\n\n" % json.dumps({"sentence": sentence}, ensure_ascii=False).encode()
