#!/usr/bin/env python3
"""Asks one address of this container whether it is well; exit status 0 when it answers 200. Standard library only."""

import os
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

ANSWER_SECONDS = 8


def main(address: str) -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=ANSWER_SECONDS)
    # The site answers to its own names alone, also to itself.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    try:
        connection.request("GET", parts.path, headers={"Host": host})
        answer = connection.getresponse()
        print(answer.status, answer.read(2000).decode(errors="replace"))
    except OSError as error:
        print(f"no answer from {address}: {error}")
        return 1
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
