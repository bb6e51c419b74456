"""Common mistakes: by what one knows them in a program, and the sentence that explains them.

#### The lock is made anew
axis: orders
has: `lock = threading.Lock()` `with lock`
lacks: `global`

Each call makes a lock of its own …

```python
a program that makes this mistake; the tests run it
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.content.graded.unreadable import Unreadable
from courses.content.markdown_lines import heading_in, lines_with_fences

AXES = ("work", "orders", "speed")
SNIPPET = re.compile(r"`([^`]+)`")
FIELDS = ("axis", "has", "lacks")
MOST_SLIPS = 8
LEVEL = 4


@dataclass(frozen=True, kw_only=True)
class Slip:
    """`has` and `lacks`: snippets, compared without blanks and comments. `line`: of its heading, from 1."""

    title: str
    axis: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    sentence: str
    program: str
    line: int = 1

    def is_in(self, source: str) -> bool:
        text = bare(source)
        return all(bare(each) in text for each in self.has) and not any(bare(each) in text for each in self.lacks)


def bare(source: str) -> str:
    """Without blanks and comments: how somebody sets their spaces is no mistake."""
    return "".join("".join(without_comment(line).split()) for line in source.split("\n"))


def without_comment(line: str) -> str:
    """Up to a # outside of quotes. A text over several lines may hide one; then a comment more is compared."""
    quote = ""
    for place, letter in enumerate(line):
        if letter in "\"'" and not quote:
            quote = letter
        elif letter == quote:
            quote = ""
        elif letter == "#" and not quote:
            return line[:place]
    return line


def parsed_slips(text: str) -> list[Slip]:
    """Raises Unreadable for the first that is none."""
    slips = [parsed_slip(title, number, lines) for title, number, lines in blocks(text)]
    if len(slips) > MOST_SLIPS:
        raise Unreadable(f"There are {len(slips)} common mistakes; {MOST_SLIPS} fit.")
    return slips


def readable_slips(text: str) -> list[Slip]:
    """None where a draft's cannot be read: the checker says why."""
    try:
        return parsed_slips(text)
    except Unreadable:
        return []


def blocks(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Title, line of the heading, and the lines below it."""
    found: list[tuple[str, int, list[str]]] = []
    for number, line, is_open in lines_with_fences(text):
        heading = None if is_open else heading_in(line)
        if heading and heading.level == LEVEL:
            found.append((heading.title, number, []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            raise Unreadable("A common mistake begins with #### and its title.", number)
    yield from found


def parsed_slip(title: str, number: int, lines: list[str]) -> Slip:
    fields, rest = taken_fields(lines, number)
    sentence, _, program = "\n".join(rest).partition("```python\n")
    if fields.get("axis") not in AXES:
        raise Unreadable(f"Say on which axis “{title}” fails: axis: work, orders or speed.", number)
    has, lacks = (tuple(SNIPPET.findall(fields.get(name, ""))) for name in ("has", "lacks"))
    if not has and not lacks:
        raise Unreadable(f"Say by what one knows “{title}”: has or lacks, with snippets in backticks.", number)
    if not sentence.strip():
        raise Unreadable(f"“{title}” has no sentence that explains it.", number)
    if not program.rstrip().endswith("\n```"):
        raise Unreadable(f"“{title}” needs a program that makes this mistake, as a fenced block ```python.", number)
    return Slip(
        title=title,
        axis=fields["axis"],
        has=has,
        lacks=lacks,
        sentence=sentence.strip(),
        program=program.rstrip().removesuffix("```"),
        line=number,
    )


def taken_fields(lines: list[str], number: int) -> tuple[dict[str, str], list[str]]:
    """The fields directly below the heading, and the lines after them."""
    fields: dict[str, str] = {}
    for place, line in enumerate(lines):
        name, colon, value = line.partition(":")
        if not colon or name not in FIELDS:
            if line.strip():
                raise Unreadable(f"“{line[:40]}” is not known here; known are {', '.join(FIELDS)}.", number + place + 1)
            return fields, lines[place:]
        fields[name] = value.strip()
    return fields, []
