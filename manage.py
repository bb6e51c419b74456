#!/usr/bin/env python
"""Puts the root and platform/ on the path, then hands over to Django."""

import os
import sys
from pathlib import Path


def main() -> None:
    # `platform` is also a module of the standard library: the folder goes on the path, it is never a package.
    root = Path(__file__).resolve().parent
    sys.path[:0] = [str(root), str(root / "platform")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
