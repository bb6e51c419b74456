"""The ways in which the chosen programs of a demo can be run: compared, or one of them with several numbers of workers,
or on two builds of Python.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import Template

from courses.content.assignments import with_values
from courses.content.facts.demos import DemoFacts, ParameterFacts, VariantFacts
from courses.content.values import Range, Value
from sandbox.jobs import Job
from sandbox.runs.capacity import capacity
from sandbox.runs.refusals import CannotBeRun
from sandbox.runs.repeating import TIMED_AT_MOST
from sandbox.runs.requests import Wanted

LABEL_CHARACTERS = 120
"""As much as a run's label holds."""
WORKERS = "WORKERS"
"""The parameter that says how many threads or processes share the work."""
WORKERS_LINE = re.compile(r"^(WORKERS[ \t]*=[ \t]*)[0-9][0-9_]*(?=[ \t]*(?:#.*)?$)", re.MULTILINE)
"""Found by its looks: a reader's own program may be made to break whatever parses it."""
SWEPT = (1, 2, 4, 8)
SWEPT_AT_MOST = 3
"""Times that each number of workers is timed: four numbers take as long as a comparison does."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a reader chose to run: `variants` in the demo's order, values of all parameters, own texts by key."""

    demo: DemoFacts
    variants: Sequence[VariantFacts]
    values: Mapping[str, Value]
    own: Mapping[str, str]

    def job(self, source: str) -> Job:
        return Job(source, files=dict(self.demo.files), limits=self.demo.limits())


type Way = Callable[[Chosen], list[Wanted]]


def compared(chosen: Chosen) -> list[Wanted]:
    """Each program once; where they are several, timed before it is recorded."""
    timed_at_most = TIMED_AT_MOST if len(chosen.variants) > 1 else 0
    return [
        Wanted(
            key=variant.key,
            label=run_label(variant, chosen.values, is_own=variant.key in chosen.own),
            job=chosen.job(source_of(variant, chosen, values=chosen.values)),
            timed_at_most=timed_at_most,
            is_authored=variant.key not in chosen.own,
        )
        for variant in chosen.variants
    ]


def source_of(variant: VariantFacts, chosen: Chosen, *, values: Mapping[str, Value]) -> str:
    """The author's text with these values; a reader's own exactly as it stands."""
    own = chosen.own.get(variant.key)
    return with_values(variant.source, values) if own is None else own


def run_label(variant: VariantFacts, values: Mapping[str, Value], *, is_own: bool) -> str:
    """The variant's label with what was chosen: "Threads, $WORKERS" becomes "Threads, 4"."""
    if is_own:
        return f"{variant.label}, your code"
    return Template(variant.run_label).safe_substitute(values)[:LABEL_CHARACTERS]


def swept(chosen: Chosen) -> list[Wanted]:
    """One program with several numbers of workers, timed and not recorded."""
    variant, counts = only_one(chosen), counts_of(chosen.demo)
    source = source_of(variant, chosen, values=chosen.values)
    if not counts or not sets_workers(source):
        raise CannotBeRun(f"{variant.label} does not set {WORKERS} on a line of its own, so it has one number of them.")
    return [
        Wanted(
            key=f"{variant.key}-workers-{count}",
            label=f"{name_of(variant, chosen)}, {count} worker{'s' if count > 1 else ''}",
            job=chosen.job(with_workers(source, count)),
            timed_at_most=SWEPT_AT_MOST,
            is_recorded=False,
            workers=count,
            is_authored=variant.key not in chosen.own,
        )
        for count in counts
    ]


def on_both_builds(chosen: Chosen) -> list[Wanted]:
    """One program on the default Python and on a free-threaded one, compared."""
    variant, builds = only_one(chosen), capacity().builds()
    if builds is None:
        raise CannotBeRun("There is one build of Python here, so there is nothing to compare it with.")
    source = source_of(variant, chosen, values=chosen.values)
    return [
        Wanted(
            key=f"{variant.key}-{'no-gil' if is_free else 'gil'}",
            label=f"{name_of(variant, chosen)}, {python}{' (no GIL)' if is_free else ''}",
            job=replace(chosen.job(source), python=python),
            timed_at_most=TIMED_AT_MOST,
            is_authored=variant.key not in chosen.own,
        )
        for python, is_free in zip(builds, (False, True), strict=True)
    ]


def name_of(variant: VariantFacts, chosen: Chosen) -> str:
    return f"{variant.label}, your code" if variant.key in chosen.own else variant.label


def only_one(chosen: Chosen) -> VariantFacts:
    if len(chosen.variants) > 1:
        raise CannotBeRun("This is done with one program at a time. Choose one of them.")
    return chosen.variants[0]


def counts_of(demo: DemoFacts) -> list[int]:
    """The numbers of workers that a demo can be run with; none where it cannot, or not with one worker."""
    bounds = next((bounds_of(each) for each in demo.parameters if each.name == WORKERS), None)
    counts = [count for count in SWEPT if count in bounds] if bounds else []
    return counts if counts[:1] == [1] and len(counts) > 1 else []


def bounds_of(parameter: ParameterFacts) -> Range | None:
    bounds = parameter.bounds()
    return bounds if isinstance(bounds, Range) else None


def sets_workers(source: str) -> bool:
    """Whether the program says once, on a line of its own, how many workers it has."""
    return len(WORKERS_LINE.findall(source)) == 1


def with_workers(source: str, count: int) -> str:
    return WORKERS_LINE.sub(rf"\g<1>{count}", source)


WAYS: Mapping[str, Way] = {"": compared, "sweep": swept, "builds": on_both_builds}
"""By their names in the form."""
