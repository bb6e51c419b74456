"""What the race lab asks where a program is run for real, as a job, and what it answers, read as hostile input.

The program runs unchanged, up to a thousand times, each time in a process of its own, in one jail (`inside/trials.py`).
What comes back was printed beside the learner's code: it is checked field by field, bounded, trusted for nothing else.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.jobs import PYTHON_VERSION, Job, JobRefused, Limits
from sandbox.questions import MOST_BYTES, QUESTION, AnswerUnreadable

RUNS = 1_000
SECONDS = 10.0
"""That they may take together."""
RUN_SECONDS = 1.0
"""After which one of them counts as stuck: what the lab explores takes some milliseconds."""
BESIDE_SECONDS = 10.0
"""For the last one, for the start, and for a machine that is busy."""
LIMITS = Limits(
    wall_seconds=SECONDS + BESIDE_SECONDS, cpu_seconds=4 * SECONDS, memory_mebibytes=512,
    processes=64, output_kibibytes=64, cores=2,
)  # fmt: skip
PROGRAM = "from sandbox.inside.trials import main\n\nmain()\n"
KINDS, KIND_CHARACTERS = 5, 160
FIELDS = frozenset(("runs", "broke", "stuck", "kinds", "printed", "seconds", "python", "cores"))
NOT_WHAT_IT_MUST_BE = "What was printed is no count of runs."
Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class Trials:
    """`broke` of the `runs` raised something or ended with another status, `stuck` did not end in time.

    `kinds`: what broke them, `printed`: the last line of those that went well; each the most frequent with how many.
    """

    runs: int
    broke: int
    stuck: int
    kinds: Counts
    printed: Counts
    seconds: float
    python: str
    cores: int

    @property
    def is_cut_short(self) -> bool:
        """Whether the time was up before all of them were made."""
        return self.runs < RUNS


def to_try(source: str) -> Job:
    """The job that runs a program for real again and again. Raises JobRefused."""
    Job(source)  # refused in its own words
    if len(source.encode()) > MOST_BYTES:
        raise JobRefused(f"The race lab takes programs of at most {MOST_BYTES:,} bytes.")
    question = {"source": source, "runs": RUNS, "seconds": SECONDS, "run_seconds": RUN_SECONDS}
    return Job(PROGRAM, files={QUESTION: json.dumps(question, ensure_ascii=False)}, limits=LIMITS)


def trials_in(printed: str) -> Trials:
    """The count that a jail printed: its last line. Raises AnswerUnreadable."""
    given = _object(printed.rstrip("\n").rpartition("\n")[2])
    runs = _whole(given["runs"], most=RUNS, least=1)
    broke = _whole(given["broke"], most=runs)
    return Trials(
        runs=runs,
        broke=broke,
        stuck=(stuck := _whole(given["stuck"], most=runs - broke)),
        kinds=_counts(given["kinds"], most=broke),
        printed=_counts(given["printed"], most=runs - broke - stuck),
        seconds=_seconds(given["seconds"]),
        python=_python(given["python"]),
        cores=_whole(given["cores"], most=1_024, least=1),
    )


def _object(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise AnswerUnreadable("The runs ended without a count of them.") from None
    _insist(lambda: isinstance(given, dict) and given.keys() == FIELDS)
    answer: dict[str, Any] = given
    return answer


def _whole(given: Any, *, most: int, least: int = 0) -> int:
    _insist(lambda: type(given) is int and least <= given <= most)
    return int(given)


def _seconds(given: Any) -> float:
    _insist(lambda: type(given) in (int, float) and 0 <= given <= LIMITS.wall_seconds)  # nan is refused here as well
    return float(given)


def _python(given: Any) -> str:
    _insist(lambda: isinstance(given, str) and PYTHON_VERSION.fullmatch(given) is not None)
    return str(given)


def _counts(given: Any, *, most: int) -> Counts:
    """Texts with how often; together no more than there can be."""
    _insist(lambda: isinstance(given, list) and len(given) <= KINDS)
    counts = [_count(each, most=most) for each in given]
    _insist(lambda: sum(times for _, times in counts) <= most)
    return counts


def _count(given: Any, *, most: int) -> tuple[str, int]:
    _insist(lambda: isinstance(given, list) and len(given) == 2 and isinstance(given[0], str))
    text = "".join(each if each.isprintable() else "�" for each in given[0][:KIND_CHARACTERS])
    return text, _whole(given[1], most=most, least=1)


def _insist(holds: Callable[[], bool]) -> None:
    if not holds():
        raise AnswerUnreadable(NOT_WHAT_IT_MUST_BE)
