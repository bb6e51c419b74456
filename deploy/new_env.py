#!/usr/bin/env python3
"""Prints an .env for docker-compose: .env.example with the given address and new secrets. Standard library only."""

import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

EXAMPLE = Path(__file__).resolve().parents[1] / ".env.example"


def main(arguments: list[str]) -> int:
    address = urlsplit(arguments[0]) if len(arguments) == 1 else urlsplit("")
    if address.scheme not in {"http", "https"} or not address.hostname or address.path.strip("/"):
        print("usage: deploy/new_env.py https://learn.example.org > .env", file=sys.stderr)
        return 2
    values = {
        "SITE_ADDRESS": f"{address.scheme}://{address.netloc}",
        "ALLOWED_HOSTS": address.hostname,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "POSTGRES_PASSWORD": secrets.token_urlsafe(24),
        "REDIS_PASSWORD": secrets.token_urlsafe(24),
    }
    for line in EXAMPLE.read_text().splitlines():
        name = line.removesuffix("=")
        print(line + values[name] if name in values else line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
