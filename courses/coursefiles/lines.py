"""Where the tables and fields of a TOML text stand: tomllib gives values without their lines."""

import re
from collections import Counter
from collections.abc import Iterator

TABLE = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]", re.ASCII)
FIELD = re.compile(r"\s*([\w-]+)\s*=", re.ASCII)
TEXT_OVER_LINES = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> dict[str, int]:
    """The lines, from 1, of "title"; of "variants", of "variants.2", the second such table, and "variants.2.label".

    What is written in a way that it does not know, like a list of inline tables, has no entry.
    """
    lines: dict[str, int] = {}
    tables: Counter[str] = Counter()
    table = ""
    for number, line in lines_outside_texts(text):
        if found := TABLE.match(line):
            tables[found[1]] += 1
            table = f"{found[1]}.{tables[found[1]]}"
            lines[table] = number
            lines.setdefault(found[1], number)
        elif found := FIELD.match(line):
            lines.setdefault(f"{table}.{found[1]}" if table else found[1], number)
    return lines


def lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin within a text of several lines, which may look like anything."""
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            yield number, line
        inside ^= len(TEXT_OVER_LINES.findall(line)) % 2 == 1
