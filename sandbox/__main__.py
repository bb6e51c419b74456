"""The command line of the sandbox: `run FILE` runs one program as the site would, `walls` says what holds here.

`explore FILE` tries the orders in which a program's threads may run, `replay FILE` plays one of them.

Exit status: 0 the sandbox did its work, whatever the program did · 2 usage · 3 no sandbox to be had on this host.
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sandbox import exploring
from sandbox.bench.command import add_arguments, bench
from sandbox.events import Outcome
from sandbox.jail.descriptors import have_standard_descriptors
from sandbox.jail.homes import make_room_for_runs
from sandbox.jail.interpreters import NoInterpreter, find_interpreters
from sandbox.jail.standing import NoSandboxHere, require_linux
from sandbox.jobs import BOUNDS, Job, JobRefused, Limits
from sandbox.once import run_once
from sandbox.selftest.requiring import RUN, require_tier
from sandbox.selftest.standing import Tier
from sandbox.selftest.telling import as_table
from sandbox.selftest.testing import find_standing
from sandbox.terminal import JsonTerminal, PlainTerminal, Terminal
from sandbox.usage import NO_SANDBOX_HERE, complain, read_source

EPILOGUE = "limits and their bounds: " + ", ".join(
    f"{name} {low:g} to {high:g}" for name, (low, high) in BOUNDS.items()
)


def main(arguments: list[str] | None = None) -> int:
    have_standard_descriptors()
    options = parser().parse_args(arguments)
    try:
        act: Callable[[argparse.Namespace], int] = options.act
        return act(options)
    except JobRefused as refusal:
        complain(refusal.sentence)
    except NoSandboxHere as refusal:
        print(refusal.text, file=sys.stderr)
        return NO_SANDBOX_HERE


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m sandbox", description="Runs Python programs behind walls.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    run_command = commands.add_parser("run", help="run one program", epilog=EPILOGUE)
    run_command.add_argument("file", metavar="FILE", help="the program, at most 64 KiB of UTF-8")
    run_command.add_argument("--json", action="store_true", help="one event a line, the last of kind “end”")
    run_command.add_argument("--python", metavar="3.13", help="the version that runs it; the site's own by default")
    run_command.add_argument("--limit", metavar="NAME=VALUE", action="append", default=[], help="may be repeated")
    run_command.add_argument("--xray", action="store_true", help="watch it, and say what each thread did")
    run_command.add_argument("--trace", metavar="FILE", help="as --xray, and write trace events for Perfetto into FILE")
    run_command.add_argument("--tier", choices=list(map(str, RUN)), help="refuse where the walls make less than this")
    run_command.set_defaults(act=run)
    bench_command = commands.add_parser("bench", help="measure what runs cost, beside bare Python and other sandboxes")
    add_arguments(bench_command)
    bench_command.set_defaults(act=bench)
    exploring.add_commands(commands)
    walls_command = commands.add_parser("walls", help="try every wall, and say what to type where one is missing")
    walls_command.add_argument("--json", action="store_true", help="the same as one object")
    walls_command.set_defaults(act=walls)
    return top


def walls(options: argparse.Namespace) -> int:
    require_linux()
    make_room_for_runs()  # as the runner does, or its cgroups would be said to be missing
    standing = find_standing(known_versions())
    print(json.dumps(standing.as_json(), ensure_ascii=False) if options.json else as_table(standing))
    return 0 if standing.tier in RUN else NO_SANDBOX_HERE


def known_versions() -> list[str]:
    try:
        return [each.version for each in find_interpreters().all]
    except NoInterpreter:
        return []


def run(options: argparse.Namespace) -> int:
    terminal: Terminal = JsonTerminal() if options.json else PlainTerminal()
    is_recorded = options.xray or options.trace is not None
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: terminal.ask_to_stop())
    limits = read_limits(options.limit)
    job = Job(read_source(Path(options.file)), python=options.python, limits=limits, is_recorded=is_recorded)
    if is_recorded:
        terminal.looks_into(job.source, trace=writable(options.trace) if options.trace else None)
    if options.tier:
        require_linux()
        require_tier(Tier(options.tier))
    end = run_once(job, terminal)
    terminal.hear_the_rest()
    return NO_SANDBOX_HERE if end.outcome is Outcome.SANDBOX_FAILURE else 0


def writable(name: str) -> Path:
    """The file, empty; refused before the program runs, and not after."""
    path = Path(name)
    try:
        path.write_text("")
    except OSError as error:
        complain(f"{path} cannot be written: {error.strerror}.")
    return path


def read_limits(given: list[str]) -> Limits:
    values: dict[str, float] = {}
    for each in given:
        name, separator, value = each.partition("=")
        if not separator or name not in BOUNDS:
            complain(f"“{each}” is no limit; write NAME=VALUE with one of {', '.join(BOUNDS)}.")
        values[name] = read_number(name, value)
    return Limits(**values)  # type: ignore[arg-type]  # Limits refuses a fraction where it wants a whole number


def read_number(name: str, value: str) -> float:
    try:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        complain(f"“{value}” is no number; the limit {name} needs one.")


if __name__ == "__main__":
    sys.exit(main())
