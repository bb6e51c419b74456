"""Mallory wants to drown or to deceive the reader: floods, endless lines, what is no text, what a terminal obeys."""

from functools import partial

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import Attack, Control, Held, Wants

attack = partial(Attack, wants=Wants.OUTPUT)
PORTIONS = "output is read in portions and limited"
TEXT = "output becomes valid text, and the page escapes it"
FLOODED = Held(outcomes=(Outcome.OUTPUT_LIMIT,), says="")
LITTLE = {"output_kibibytes": 512}
GOES_ON = """
import sys
for _ in range(5000):
    WRITES
print("\\nOUT: on and on")
"""


def without_limit(writes: str) -> Control:
    """The same, ten times what is allowed: nothing stops it."""
    return Control(program=GOES_ON.replace("WRITES", writes))


def said(text: str) -> Held:
    """The very text arrives: nothing of it was obeyed, and nothing is lost."""
    return Held(says=text)


A_TERMINAL = r"""
import re
shown = TEXT  # a terminal takes these for orders: it sets its title, clears its screen, answers with its own name
print("OUT" if re.findall(r"\x1b\][02];|\x1b\[2J|\x1b\[c", shown) else "HELD")
"""
A_PAGE = """
from html.parser import HTMLParser
class Page(HTMLParser):
    def handle_starttag(self, tag, attributes):
        print("OUT" if tag in ("script", "img") else "HELD", tag)
Page().feed("<pre>" + TEXT + "</pre>")
"""
A_READER = """
import unicodedata
turned = [each for each in TEXT if unicodedata.bidirectional(each) in ("RLO", "LRO", "RLI", "PDF")]
print("OUT: what is read is not what is there" if turned else "HELD")
"""
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[c\x1b[31mred\x9b2J"
HTML = "</pre><script src='//x'></script><img src=x onerror=alert(1)>&lt;"
TURNED = "grade: \u202e0 \u2066A\u2069 \u200f\u202c"

ATTACKS = (
    attack(
        name="prints lines without end",
        item="flood",
        wall=PORTIONS,
        program="while True: print('x' * 100)",
        held=FLOODED,
        limits=LITTLE,
        control=without_limit("print('x' * 1000)"),
    ),
    attack(
        name="prints one line without end",
        item="one endless line",
        wall=PORTIONS,
        program="while True: print('x' * 100, end='')",
        held=FLOODED,
        limits=LITTLE,
        control=without_limit("print('x' * 1000, end='')"),
    ),
    attack(
        name="writes NULs without end",
        item="NULs",
        wall=PORTIONS,
        program="import os\nwhile True: os.write(1, bytes(65536))",
        held=FLOODED,
        limits=LITTLE,
        control=without_limit("sys.stdout.buffer.write(bytes(1000))"),
    ),
    attack(
        name="writes broken UTF-8 without end on the error channel",
        item="broken UTF-8",
        wall=PORTIONS,
        program="import os\nwhile True: os.write(2, b'\\xff' * 65536)",
        held=FLOODED,
        limits=LITTLE,
        control=without_limit("sys.stderr.buffer.write(b'\\\\xff' * 1000)"),
    ),
    attack(
        name="prints from sixteen processes at once",
        item="flood",
        wall=PORTIONS,
        program="import os\nfor _ in range(4): os.fork()\nwhile True: print('x' * 100)",
        held=FLOODED,
        limits=LITTLE,
        control=without_limit("print('x' * 1000)"),
    ),
    attack(
        name="prints byte by byte, an event for each",
        item="flood",
        wall="what comes within 2 ms is one event",
        program="import os\nfor _ in range(5_000): os.write(1, b'x\\n')\nprint('HELD')",
        control=Control(
            program="""
            import os
            out, into = os.pipe()
            for _ in range(1000):
                os.write(into, b"x\\n")
                assert os.read(out, 100) == b"x\\n"  # a reader who is woken by each
            print("OUT: a thousand events")
            """
        ),
    ),
    attack(
        name="keeps the clock from being looked at by flooding",
        item="flood",
        wall="the supervisor never blocks",
        program="while True: print('x' * 10)",
        held=Held(outcomes=(Outcome.TIME_LIMIT, Outcome.OUTPUT_LIMIT), says=""),
        limits={"wall_seconds": 0.3, "output_kibibytes": 16_384},
        control=Control(
            program="""
            import os, time
            out, into = os.pipe()
            if os.fork() == 0:
                os.close(out)
                ends_at = time.monotonic() + 0.5
                while time.monotonic() < ends_at:
                    os.write(into, b"x" * 4096)
                os._exit(0)
            os.close(into)
            started = time.monotonic()
            while os.read(out, 4096):  # a reader who reads while there is something, and only then looks at the clock
                pass
            print("OUT" if time.monotonic() > started + 0.3 else "HELD")
            """
        ),
    ),
    attack(
        name="prints half letters, NULs and what is no letter",
        item="broken UTF-8",
        wall=TEXT,
        program="import os\nos.write(1, b'a\\0b \\xe2\\x82 \\xff\\xfe \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80 HELD\\n')",
        control=Control(
            program="""
            try:
                b"a\\0b \\xe2\\x82 \\xff\\xfe \\xed\\xa0\\x80".decode()  # a reader who takes it for text
                print("HELD")
            except UnicodeDecodeError:
                print("OUT")
            """
        ),
    ),
    attack(
        name="prints orders to the reader's terminal",
        item="terminal escapes",
        wall=TEXT,
        program=f"print({ESCAPES!r})",
        held=said(ESCAPES),
        control=Control(program=f"TEXT = {ESCAPES!r}\n{A_TERMINAL}"),
    ),
    attack(
        name="prints a script for the reader's page",
        item="HTML",
        wall=TEXT,
        program=f"print({HTML!r})",
        held=said(HTML),
        control=Control(program=f"TEXT = {HTML!r}\n{A_PAGE}"),
    ),
    attack(
        name="turns the direction of what is read",
        item="HTML",
        wall=TEXT,
        program=f"print({TURNED!r})",
        held=said(TURNED),
        control=Control(program=f"TEXT = {TURNED!r}\n{A_READER}"),
    ),
)
