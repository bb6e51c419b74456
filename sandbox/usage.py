"""What the command line reads, and how it complains."""

import sys
from pathlib import Path
from typing import NoReturn

from sandbox.jobs import SOURCE_BYTES

USAGE, NO_SANDBOX_HERE = 2, 3
"""Exit statuses: of a command that cannot be, and of a host without a sandbox."""


def read_source(path: Path) -> str:
    """The program's text; refuses what cannot be read, is no text, or is too long without reading all of it."""
    try:
        with path.open("rb") as file:
            data = file.read(SOURCE_BYTES + 1)
    except OSError as error:
        complain(f"{path} cannot be read: {error.strerror}.")
    if len(data) > SOURCE_BYTES:
        complain(f"{path} is longer than {SOURCE_BYTES:,} bytes (64 KiB), the most that can be run.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        complain(f"{path} is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}. Save it as UTF-8.")


def complain(sentence: str) -> NoReturn:
    print(f"python -m sandbox: {sentence}", file=sys.stderr)
    sys.exit(USAGE)
