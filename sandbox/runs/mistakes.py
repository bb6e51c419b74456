"""What went wrong, read from a program's last words: the error, its line, and a sentence of help where we know one."""

import re
from dataclasses import dataclass

READ_CHARACTERS = 16_384
"""An error stands at the end; reading all of a flood would serve nobody."""
PLACE = re.compile(r'^\s*File "/tmp/main\.py", line (\d+)', re.MULTILINE)
NAME = re.compile(r"^(?:\w+\.)*(?P<name>[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Group|Iteration))\b", re.MULTILINE)

KNOWN = [
    (
        r"An attempt has been made to start a new process before",
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
    """What a program's last words say: "RuntimeError on line 16", and what helps; "" where nothing is known."""

    title: str = ""
    help: str = ""


def complaint_of(stderr: str) -> Complaint:
    """The complaint at the end of what a program wrote to stderr."""
    words = stderr[-READ_CHARACTERS:]
    names = NAME.findall(words)
    lines = PLACE.findall(words)
    title = f"{names[-1]} on line {lines[-1]}" if names and lines else names[-1] if names else ""
    return Complaint(title=title, help=help_for(words))


def help_for(words: str) -> str:
    for pattern, sentence in KNOWN:
        if found := re.search(pattern, words):
            return sentence.format(**found.groupdict())
    return ""
