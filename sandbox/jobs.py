"""What a run is asked: source, files, interpreter, limits; refused with a sentence when it cannot be asked."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

SOURCE_BYTES = 65_536
"""The longest program, and the longest file beside it, in bytes of UTF-8."""
FILES = 16
"""The most files that may lie beside a program."""
PROGRAM_NAME = "main.py"
PYTHON_VERSION = re.compile(r"3\.\d{1,2}(\.\d{1,2})?t?")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
BOUNDS: Mapping[str, tuple[float, float]] = {
    "wall_seconds": (0.1, 600),
    "cpu_seconds": (0.1, 2400),
    "memory_mebibytes": (32, 8192),
    "processes": (1, 1024),
    "output_kibibytes": (1, 16_384),
    "cores": (1, 64),
}
"""The least and the most of every limit, in the limit's own unit."""
MOVE_CPU_SECONDS, MOVE_WALL_SECONDS = 0.5, 1.0
"""The most that a move may use: others wait for the same lane, one click behind the other."""


class JobRefused(ValueError):
    """What was asked cannot be run; `sentence` tells the one who asked why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a run may use before it is ended: seconds, MiB of the whole tree, processes with threads, KiB, cores."""

    wall_seconds: float = 20.0
    cpu_seconds: float = 40.0
    memory_mebibytes: int = 512
    processes: int = 64
    output_kibibytes: int = 1024
    cores: int = 2

    def __post_init__(self) -> None:
        for each in fields(self):
            _check_limit(each.name, getattr(self, each.name), whole=each.type is int)


@dataclass(frozen=True)
class Job:
    """One program to run once. `files`: text by plain name; `python`: a version ("3.13"), None for the site's own.

    `is_recorded`: watched for its x-ray, from outside and from inside; a run that is timed is not. `explores`: asks the
    race lab, on the site's own Python, which alone has its explorer. `is_move`: a short question of the race
    lab, for the reserved lane, where it waits for no run.
    """

    source: str
    files: Mapping[str, str] = field(default_factory=dict)
    python: str | None = None
    limits: Limits = field(default_factory=Limits)
    is_recorded: bool = False
    explores: bool = False
    is_move: bool = False

    def __post_init__(self) -> None:
        _check_text(self.source, name="The program")
        _check_files(self.files)
        if self.python is not None and not _matches(PYTHON_VERSION, self.python):
            raise JobRefused(f"“{shown(self.python)}” is no version of Python; write it like 3.13 or 3.13.0.")
        if not isinstance(self.limits, Limits):
            raise JobRefused("The limits must be an object of numbers by name.")
        if not isinstance(self.is_recorded, bool):
            raise JobRefused("Whether a run is recorded must be true or false.")
        if not isinstance(self.explores, bool):
            raise JobRefused("Whether a job explores must be true or false.")
        if not isinstance(self.is_move, bool):
            raise JobRefused("Whether a job is a move must be true or false.")
        if self.is_move:
            _check_move(self)

    def as_move(self) -> "Job":
        """The same question of the race lab for the reserved lane, held to what a move may use. Raises JobRefused."""
        held = replace(
            self.limits,
            wall_seconds=min(self.limits.wall_seconds, MOVE_WALL_SECONDS),
            cpu_seconds=min(self.limits.cpu_seconds, MOVE_CPU_SECONDS),
        )
        return replace(self, is_move=True, limits=held)

    def to_json(self) -> dict[str, Any]:
        """The job as JSON's own types; `Job.from_json` makes an equal job of it."""
        return {
            "source": self.source,
            "files": dict(self.files),
            "python": self.python,
            "limits": asdict(self.limits),
            "is_recorded": self.is_recorded,
            "explores": self.explores,
            "is_move": self.is_move,
        }

    @staticmethod
    def from_json(given: object) -> "Job":
        """The job that `to_json` wrote; raises JobRefused for anything else."""
        values = _known(given, known={each.name for each in fields(Job)}, name="A job")
        if "source" not in values:
            raise JobRefused("A job needs a source: the text of the program.")
        limits = _known(values.pop("limits", {}), known=set(BOUNDS), name="The limits")
        return Job(**values, limits=Limits(**limits))


def _known(given: object, *, known: set[str], name: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise JobRefused(f"{name} must be a JSON object.")
    unknown = sorted(shown(key) for key in given if key not in known)
    if unknown:
        raise JobRefused(f"{name} cannot have “{unknown[0]}”; known are {', '.join(sorted(known))}.")
    return dict(given)


def _check_limit(name: str, value: object, *, whole: bool) -> None:
    least, most = BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise JobRefused(f"The limit {name} must be a {'whole ' if whole else ''}number.")
    if not least <= value <= most:  # nan is refused here as well
        raise JobRefused(f"The limit {name} must lie between {least:g} and {most:g}.")


def _check_move(job: Job) -> None:
    if not job.explores:
        raise JobRefused("A move must be a question of the race lab; any other program is a run.")
    if job.is_recorded:
        raise JobRefused("A move is not recorded.")
    if job.limits.cpu_seconds > MOVE_CPU_SECONDS or job.limits.wall_seconds > MOVE_WALL_SECONDS:
        raise JobRefused(
            f"A move may compute for {MOVE_CPU_SECONDS:g} s and take {MOVE_WALL_SECONDS:g} s in all; "
            "what takes longer is a run."
        )


def _check_text(text: object, *, name: str) -> None:
    if not isinstance(text, str):
        raise JobRefused(f"{name} must be text.")
    if "\0" in text:
        raise JobRefused(f"{name} contains a NUL character, which Python cannot read.")
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise JobRefused(f"{name} contains half a surrogate pair, which UTF-8 cannot hold.") from None
    if size > SOURCE_BYTES:
        raise JobRefused(f"{name} is {size:,} bytes long; at most {SOURCE_BYTES:,} (64 KiB) can be run.")


def _check_files(files: object) -> None:
    if not isinstance(files, Mapping):
        raise JobRefused("The files must be an object of texts by name.")
    if len(files) > FILES:
        raise JobRefused(f"{len(files)} files lie beside the program; at most {FILES} can.")
    for name, text in files.items():
        if not _matches(FILE_NAME, name):
            raise JobRefused(f"“{shown(name)}” cannot be a file's name; use letters, digits, _, - and dots, no folder.")
        if name == PROGRAM_NAME:
            raise JobRefused(f"{PROGRAM_NAME} is the program itself; give the file beside it another name.")
        _check_text(text, name=f"The file {name}")


def _matches(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def shown(value: object) -> str:
    """Mallory's value, short and printable enough to stand in a sentence."""
    shown = "".join(each if each.isprintable() else "�" for each in str(value)[:40])
    return shown.encode(errors="replace").decode()
