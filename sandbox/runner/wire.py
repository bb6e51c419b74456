"""What goes over the runner's socket: JSON objects, one a line, each line of bounded length."""

import json
from typing import Any

REQUEST_BYTES = 8 * 1024 * 1024
"""The longest line a client may send: the largest job with every character escaped."""


class WireRefused(ValueError):
    """The other side sent what the protocol does not know: no JSON object, or a line without an end."""


class Lines:
    """Cuts what arrives into lines; raises WireRefused once a line grows beyond `longest` bytes."""

    def __init__(self, *, longest: int) -> None:
        self._longest = longest
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that `data` completed, without their newlines."""
        searched = len(self._rest)
        self._rest += data
        if self._rest.find(b"\n", searched) < 0:
            complete: list[bytes] = []
        else:
            *complete, rest = bytes(self._rest).split(b"\n")
            self._rest = bytearray(rest)
        if max(map(len, [*complete, self._rest])) > self._longest:
            raise WireRefused(f"A line of more than {self._longest:,} bytes.")
        return complete


def pack(message: dict[str, Any]) -> bytes:
    """The message as one line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def unpack(line: bytes) -> dict[str, Any]:
    """The message of one line; raises WireRefused when it is no JSON object with a kind."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireRefused(f"No JSON: {error}") from None
    if not isinstance(message, dict) or not isinstance(message.get("kind"), str):
        raise WireRefused("A message must be a JSON object with a kind.")
    return message
