"""What Python wrote to the error channel: each traceback's last line, and where in main.py it came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = "Traceback (most recent call last):"
BAR = re.compile(r"^\s*\| ")
"""Those of an exception group stand behind bars."""
FRAME = re.compile(r'^\s+File "(?P<file>[^"]*)", line (?P<line>\d{1,7})\b(, in (?P<function>.+))?')
PROGRAM = re.compile(r"(^|/)main\.py$")
ERROR = re.compile(r"^[A-Za-z_][\w.]*(:|$)")
THREAD = re.compile(r"^Exception in thread (?P<name>.*):$")


@dataclass(frozen=True, kw_only=True)
class Place:
    """`function`: "" where none was written."""

    line: int
    function: str


@dataclass(frozen=True, kw_only=True)
class Traceback:
    """`error`: its last line · `places`: in main.py, from the outermost call on · `files`: of all its frames."""

    error: str
    places: tuple[Place, ...]
    files: tuple[str, ...]
    thread: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(each.line for each in self.places)

    @property
    def error_name(self) -> str:
        return self.error.partition(":")[0].rpartition(".")[2]

    @property
    def last_line(self) -> tuple[int, ...]:
        return self.lines[-1:]


def tracebacks(stderr: str) -> Iterator[Traceback]:
    """Those that are whole, in order. `thread` is set where threading said whose it was."""
    thread = ""
    block: list[str] | None = None
    for text in stderr.splitlines():
        bare = BAR.sub("", text)
        if bare == HEAD:
            block = []
        elif block is None:
            named = THREAD.match(text)
            thread = named["name"] if named else thread
        elif ERROR.match(bare):
            yield _traceback(block, bare, thread)
            thread, block = "", None
        else:
            block.append(bare)


def _traceback(block: list[str], error: str, thread: str) -> Traceback:
    frames = [found for text in block if (found := FRAME.match(text))]
    own = (each for each in frames if PROGRAM.search(each["file"]))
    places = tuple(Place(line=int(each["line"]), function=each["function"] or "") for each in own)
    return Traceback(error=error, places=places, files=tuple(each["file"] for each in frames), thread=thread)
