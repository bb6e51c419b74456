"""`python -m tests.sandbox.attacks.table > docs/developers/abuse.md`: the abuse suite's table, from a run here."""

import os
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import LOOKING, Attack, Wants, escaped, succeeded
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.attacks.needs import number_in
from tests.sandbox.attacks.playing import play, play_unprotected
from tests.sandbox.attacks.tiers import Way, ways
from tests.sandbox.walls import a_host

SETTINGS = {
    "io_uring_disabled": "/proc/sys/kernel/io_uring_disabled",
    "unprivileged_bpf_disabled": "/proc/sys/kernel/unprivileged_bpf_disabled",
    "perf_event_paranoid": "/proc/sys/kernel/perf_event_paranoid",
    "unprivileged_userfaultfd": "/proc/sys/vm/unprivileged_userfaultfd",
    "legacy_tiocsti": "/proc/sys/dev/tty/legacy_tiocsti",
}
SEEN, IN_ANOTHER_FORM, NEVER = "succeeds", "in another form", "none"
NOT_HERE, FAILED = "not on this host", "FAILED"
HELD, OPEN, THROUGH = "held", "open", "GOT THROUGH"
HOW_TO_READ = """\
# The abuse suite

Written by `python -m tests.sandbox.attacks.table`, from a run; do not edit it by hand. The programs are in
`tests/sandbox/attacks/catalogue/`, and every test run tries them.

- *Control*: **succeeds**, the very program was seen to succeed on this host without walls; **in another form**, a
  program that is bounded, or plays a host without the wall, was; **not on this host**, nothing can succeed here even
  without walls; **none**, it harms nobody anywhere.
- *Tier*, and *by looking* (use counted without cgroups, tried where use is what is attacked): **held**, and what the
  system answered or how the run ended; **open**, known to get through, why stands below; **GOT THROUGH**, a hole."""


@dataclass(frozen=True)
class Row:
    """What was seen of one attack: of its control, and by way of running."""

    attack: Attack
    control: str
    ways: dict[str, str]


def tried(attack: Attack, each: Sequence[Way]) -> Row:
    print(f"{attack.name} …", file=sys.stderr)
    wanted = [way for way in each if way.name != LOOKING or attack.wants is Wants.EXHAUSTION]
    return Row(attack, control_of(attack), {way.name: verdict(attack, way) for way in wanted})


def control_of(attack: Attack) -> str:
    control = attack.control
    if control.never:
        return NEVER
    if control.needs is not None and not control.needs.is_met():
        return NOT_HERE
    if not succeeded(attack, play_unprotected(attack)):
        return FAILED
    return IN_ANOTHER_FORM if control.program else SEEN


def verdict(attack: Attack, way: Way) -> str:
    seen, _ = play(attack, **way.how)
    if escaped(attack, seen):
        return OPEN if way.name in attack.open_on else THROUGH
    answer = said(seen.telling) or ("" if seen.outcome == Outcome.FINISHED else seen.outcome)
    return f"{HELD}: {answer}" if answer else HELD


def said(lines: Sequence[str]) -> str:
    """The first answer, without what belongs to one host: paths and numbers."""
    words = lines[0].removeprefix("HELD").strip(" ,:") if lines else ""
    if words.startswith("[Errno"):
        words = words.split("] ", 1)[1].split(":")[0]
    return words if words.replace(" ", "").isalpha() else ""


def page(rows: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    yield HOW_TO_READ
    yield f"\n## Run on {datetime.now(UTC):%-d %B %Y}\n"
    yield host_in_words()
    yield from counted(rows, names)
    for wants, few in groupby(rows, key=lambda row: row.attack.wants):
        yield f"\n## She wants {wants}\n"
        columns = ["attack", "wall", "control", *names]
        yield line(columns)
        yield line(["---"] * len(columns))
        yield from (line(cells(row, names)) for row in few)
    yield from notes(rows)


def host_in_words() -> str:
    home = a_host().rooms.home
    counting = "by looking alone" if home is None else f"by cgroups, version {home.version}, and by looking"
    person = "root" if os.geteuid() == 0 else "an ordinary user"
    numbers = {name: number_in(path) for name, path in SETTINGS.items()}
    settings = ", ".join(f"{name} {number}" for name, number in numbers.items() if number is not None)
    return (
        f"Linux {platform.release()} on {platform.machine()} with {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, as {person}; use is counted {counting}. "
        f"Settings of the kernel: {settings}."
    )


def counted(rows: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    controls = Counter(row.control for row in rows)
    yield (
        f"\n{len(rows)} attacks. Controls: "
        + ", ".join(f"{number} {words}" for words, number in controls.items())
        + "."
    )
    for name in names:
        verdicts = Counter(row.ways[name].partition(":")[0] for row in rows if name in row.ways)
        yield f"On {name}: " + ", ".join(f"{number} {words}" for words, number in verdicts.items()) + "."


def cells(row: Row, names: Sequence[str]) -> list[str]:
    return [row.attack.name, row.attack.wall, row.control, *(row.ways.get(name, "") for name in names)]


def line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


def notes(rows: Sequence[Row]) -> Iterator[str]:
    yield "\n## What the table leaves to say\n"
    for row in rows:
        control = row.attack.control
        if row.control == NOT_HERE and control.needs is not None:
            yield f"- *{row.attack.name}*: its control needs {control.needs.words}."
        if row.control == NEVER:
            yield f"- *{row.attack.name}*: no control can succeed: {control.never}."
        for name in [name for name, words in row.ways.items() if words == OPEN]:
            yield f"- *{row.attack.name}*, open on {name}: {row.attack.open_on[name]}."


def main() -> int:
    os.environ["THE_KEY"] = "the-secret"  # the keeper is careless, as in the tests
    each = ways()
    rows = [tried(attack, each) for attack in ATTACKS]
    print("\n".join(page(rows, [way.name for way in each])))
    return any(THROUGH in row.ways.values() or row.control == FAILED for row in rows)


if __name__ == "__main__":
    sys.exit(main())
