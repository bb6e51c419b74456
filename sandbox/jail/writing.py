"""Writes a file without pathlib, whose pages every jail would have to copy first."""

import os

MODE = 0o666


def write(path: str, data: bytes) -> None:
    """All of `data`, as what the file holds from now on; raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
