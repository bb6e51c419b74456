"""Open streams as browsers open them: a socket each, frames read as they come, arrival noted by the monotonic clock."""

import asyncio
import json
import time
from dataclasses import dataclass, field


@dataclass
class Listener:
    """What one open stream received: the number of every message in order, and how long each was on its way."""

    numbers: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    async def listen(self, *, port: int, path: str, cookie: str, opened: asyncio.Semaphore) -> None:
        """Reads until `over`; releases `opened` when the answer has begun. Latencies in milliseconds."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        status = await reader.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"the stream was refused: {status!r}")
        opened.release()
        while (line := await reader.readline()) and line.strip() != b"event: over":
            if line.startswith(b'data: {"run"'):
                self.note(json.loads(line[6:]), time.monotonic_ns())
        writer.close()

    def note(self, message: dict[str, object], arrived: int) -> None:
        if message["kind"] == "stdout":
            number, said = str(message["text"]).split()
            self.numbers.append(int(number))
            self.latencies.append((arrived - int(said)) / 1e6)
