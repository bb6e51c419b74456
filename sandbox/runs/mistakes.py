"""What went wrong, read from a program's last words: the error, its line, and a sentence of help where we know one."""

import re
from dataclasses import dataclass

READ_CHARACTERS = 16_384
"""An error stands at the end; reading all of a flood would serve nobody."""
FRAME = r"^[ |+-]*"
"""What stands before a line of a traceback; an exception group draws a tree."""
PLACE = re.compile(FRAME + r'File "/tmp/main\.py", line (\d+)', re.MULTILINE)
NAME = re.compile(r"^(?:\w+\.)*(?P<name>[A-Za-z_]\w*)(?::|$)")
USUAL_NAME = re.compile(r"^(?:\w+\.)*(?P<name>[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Group))(?::|$)")
"""Where no traceback says that an error is what is told, only names that cannot be anything else."""
SYNTAX = re.compile(r"^(?:SyntaxError|IndentationError|TabError)\b", re.MULTILINE)

KNOWN = [
    (
        r"An attempt has been made to start a new process before|context has already been set",
        "The child process imported this file and started processes of its own. Put that under the __main__ check.",
    ),
    (r"EOFError: EOF when reading a line", "There is no keyboard here. Write the value into the program instead."),
    (
        r"ModuleNotFoundError: No module named '(?P<what>[\w.]+)'",
        "{what} is not installed here: programs have Python's standard library.",
    ),
    (
        r"[Cc]an(?:'|no)t pickle|Can't get (?:local )?(?:attribute|object)",
        "What goes to another process is pickled. Use a function that stands at the top of the file, and plain data.",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|Network is unreachable",
        "There is no network here. A program can serve and call itself at 127.0.0.1.",
    ),
    (
        r"asyncio\.run\(\) cannot be called from a running event loop",
        "A loop runs already. Write await in front of the coroutine instead of asyncio.run.",
    ),
    (r"coroutine '(?P<what>[\w.<>]+)' was never awaited", "{what} was called but never awaited: write await."),
    (
        r"can't start new thread|BlockingIOError: \[Errno 11\]",
        "The run has as many threads and processes as it may have. Use a pool with a fixed number of workers.",
    ),
]


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What a program's last words say; "" and 0 where nothing is known.

    `title`: "RuntimeError on line 16" · `help`: what to do · `line`: of the program, from 1 · `message`: the last line
    that Python wrote · `traceback`: all of it.
    """

    title: str = ""
    help: str = ""
    line: int = 0
    message: str = ""
    traceback: str = ""


def complaint_of(stderr: str) -> Complaint:
    """The complaint at the end of what a program wrote to stderr."""
    words = stderr[-READ_CHARACTERS:]
    traceback = traceback_of(words)
    lines = PLACE.findall(traceback or words)
    message = message_of(traceback, NAME) if traceback else message_of(words, USUAL_NAME)
    name = NAME.match(message)
    title = name["name"] if name else ""
    return Complaint(
        title=f"{title} on line {lines[-1]}" if title and lines else title,
        help=help_for(words),
        line=int(lines[-1]) if lines else 0,
        message=message if traceback else "",
        traceback=traceback,
    )


def traceback_of(words: str) -> str:
    """From the last traceback, or report of a syntax error, to the end. What an exception group holds belongs to it."""
    whole = [
        found.start() for found in re.finditer(r"^(?:  \+ Exception Group )?Traceback \(most", words, re.MULTILINE)
    ]
    broken = [words.rfind('  File "/tmp/main.py"')] if SYNTAX.search(words) else []
    start = max([*whole, *broken], default=-1)
    return words[start:].strip("\n") if start >= 0 else ""


def message_of(words: str, name: re.Pattern[str]) -> str:
    """The last line that begins with an error's name, without the tree that a group draws around it."""
    lines = [re.sub(FRAME, "", line) for line in words.split("\n")]
    return next((line for line in reversed(lines) if name.match(line)), "")


def help_for(words: str) -> str:
    for pattern, sentence in KNOWN:
        if found := re.search(pattern, words):
            return sentence.format(**found.groupdict())
    return ""
