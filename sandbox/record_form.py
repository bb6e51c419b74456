"""The form of what the recorder writes into the buffer that a run shares with its supervisor: chunks, spans and texts.

The buffer is one file in chunks of CHUNK_BYTES. A thread of a run claims a chunk and appends records to it; nobody else
writes there. The head of a chunk says which process has it and how many bytes are complete. A record is written whole
before it is counted. A span that has not ended has the end 0; its writer fills that in later, in place.

Every Python that starts in a recorded run imports this: it may cost next to nothing, so no dataclasses here.
"""

import struct
from enum import IntEnum

BUFFER_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 16 * 1024
CHUNKS = BUFFER_BYTES // CHUNK_BYTES
"""The first one is nobody's: it holds COUNTER."""
COUNTER = struct.Struct("<I")
"""How many chunks have been claimed, at the start of the buffer; changed under a lock of the file."""
HEAD = struct.Struct("<II")
"""Of a chunk: the process (its number inside the jail), the bytes of complete records after the head."""
SPAN = struct.Struct("<BBHIQQII")
"""Kind, what, line, thread, start, end, object, other. Times are nanoseconds of CLOCK_MONOTONIC."""
SPAN_END = struct.Struct("<Q")
SPAN_END_AT = 16
"""Where the end lies in a span."""
TEXT = struct.Struct("<BBHIIIQ")
"""TEXT_KIND, about, bytes of the text that follows, thread, subject, line, number."""
ASK_FOR_LINES = 63
"""The real-time signal at which a recorded process says where its threads stand: the last but one of them all."""
TEXT_KIND = 255
TEXT_BYTES = 120
"""The longest text, in bytes of UTF-8; it is padded to a multiple of PADDING."""
PADDING = 8
MOST_LINE = 65_535
MOST_NUMBER = 2**22
"""The largest number that Linux gives a process or a thread (PID_MAX_LIMIT in the kernel's linux/threads.h)."""


class Kind(IntEnum):
    """What a span is."""

    WAIT = 1
    """The thread waited; `object` is what for, `other` what else belongs to it: see What."""
    HOLD = 2
    """The thread held the lock `object`."""
    WORK = 3
    """The thread worked for the machinery and not for the program: pickling."""
    STEP = 4
    """The thread ran the asyncio task `object`."""
    AWAIT = 5
    """The asyncio task `object` awaited something, `other` (0: nothing that has a name)."""
    LINE = 6
    """The thread stood at `line` at that moment, as far as it has one: what it had run last, or runs."""


class What(IntEnum):
    """What was waited for, held, or done."""

    NOTHING = 0
    LOCK = 1
    RLOCK = 2
    CONDITION = 3
    EVENT = 4
    SEMAPHORE = 5
    BARRIER = 6
    QUEUE_GET = 7
    QUEUE_PUT = 8
    QUEUE_JOIN = 9
    SLEEP = 10
    JOIN = 11
    """The end of a thread; `other` is its number."""
    CHILD = 12
    """The end of a process, also of a subprocess; `other` is its number."""
    FUTURE = 13
    """A result, of an executor or of a pool."""
    EXECUTOR = 14
    """That all workers of a pool or an executor end."""
    SOCKET = 15
    FILE = 16
    SELECT = 17
    """That anything happens at all: what an idle event loop does."""
    PIPE = 18
    """What another process sends by a connection of multiprocessing."""
    SHARED_LOCK = 19
    """A lock, semaphore or condition of multiprocessing: one for all processes."""
    PICKLE = 20
    TASK = 21
    """Another task's end."""


class About(IntEnum):
    """What a text is about."""

    PROCESS = 1
    """`subject`: its parent · text: its name · `number`: when its own code began."""
    THREAD = 2
    """Text: its name · `number`: when it began · `line`: where it was started · `subject`: 1 for a daemon.

    Told again at its end when it has got another name.
    """
    THREAD_END = 3
    """`number`: when the thread's own work was over."""
    OBJECT = 4
    """`subject`: its number · text: the variable it is bound to, else what it is · `line`: where it was made."""
    TASK = 5
    """`subject`: its number · text: its name · `line`: where it was made · `number`: when."""
    BUILD = 6
    """`subject`: 1 on a free-threaded build · `number`: the switch interval in microseconds."""
    DAEMON_CUT = 7
    """A daemon thread (text: its name · `subject`: its number) that still worked when its process ended."""
    POOL = 8
    """`subject`: workers at most · text: "threads" or "processes" · `line`: where it was made."""
    PICKLED = 9
    """`number`: bytes, told once for some messages together · `subject`: how many messages."""
    POLLED = 10
    """`subject`: how often the thread asked something that was not ready, at `line` · text: what."""
    DROPPED = 11
    """`number`: spans that no longer fitted · `subject`: 1 once nothing fits any more, 0 while only holds do not."""
    DAMAGED = 12
    """Something else than the recorder wrote here: what follows makes no sense. The reader says so, nobody else."""


def pack_span(
    kind: Kind, what: What, *, line: int, thread: int, start: int, end: int, subject: int, other: int
) -> bytes:
    return SPAN.pack(kind, what, min(line, MOST_LINE), thread, start, end, subject, other)


def pack_text(about: About, text: str, *, thread: int, subject: int = 0, line: int = 0, number: int = 0) -> bytes:
    """The text cut to TEXT_BYTES, between characters."""
    data = text.encode(errors="replace")[:TEXT_BYTES].decode(errors="ignore").encode()
    head = TEXT.pack(TEXT_KIND, about, len(data), thread, subject, line, number)
    return head + data + bytes(-len(data) % PADDING)
