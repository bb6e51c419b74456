"""Runs a demo for somebody: its variants as authored, with the parameters they chose, or their own text of them."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from string import Template

from courses.content.assignments import with_values
from courses.content.models import Demo, Variant
from courses.content.values import Value, ValueRefused
from sandbox.jobs import Job
from sandbox.runs.asking import Asker
from sandbox.runs.models import Submission
from sandbox.runs.refusals import CannotBeRun, RunRefused, jobs_refused_as_runs
from sandbox.runs.requests import Wanted, submit


class AccountNeeded(RunRefused):
    """A visitor asked to run a program of their own: demos as authored are for everybody, one's own code is not."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("Running your own code needs a free account. Your program is kept in this browser.")


def run_demo(
    demo: Demo,
    *,
    variants: Sequence[str],
    parameters: Mapping[str, str],
    sources: Mapping[str, str],
    asker: Asker,
) -> Submission:
    """Queue these variants, in the demo's own order, as one submission.

    `parameters` are a reader's texts by name, the author's default where one is missing. `sources` holds the programs
    that the reader changed: those run exactly as they stand, the others as authored with the parameters written in.
    Raises a RunRefused with a sentence, and then nothing was queued.
    """
    values = values_of(demo, parameters)
    chosen = chosen_variants(demo, variants)
    check_own_code(chosen, sources, asker)
    with jobs_refused_as_runs():
        wanted = [wanted_of(demo, variant, values=values, own=sources.get(variant.key)) for variant in chosen]
    return submit(wanted, asker=asker, subject=demo.subject, title=demo.title)


def values_of(demo: Demo, texts: Mapping[str, str]) -> dict[str, Value]:
    known = {parameter.name: parameter for parameter in demo.parameters.all()}
    if unknown := sorted(texts.keys() - known.keys()):
        raise CannotBeRun(f"This demo has no parameter “{unknown[0][:30]}”.")
    try:
        return {
            name: parameter.value_of(texts[name]) if name in texts else parameter.default
            for name, parameter in known.items()
        }
    except ValueRefused as refused:
        raise CannotBeRun(refused.sentence) from None


def chosen_variants(demo: Demo, keys: Sequence[str]) -> list[Variant]:
    known = {variant.key: variant for variant in demo.variants.all()}
    if unknown := [key for key in keys if key not in known]:
        raise CannotBeRun(f"This demo has no program “{unknown[0][:50]}”. It has {', '.join(known)}.")
    if not keys:
        raise CannotBeRun("Choose at least one program to run.")
    return [variant for variant in known.values() if variant.key in set(keys)]


def check_own_code(chosen: Sequence[Variant], sources: Mapping[str, str], asker: Asker) -> None:
    if asker.person is None and any(variant.key in sources for variant in chosen):
        raise AccountNeeded


def wanted_of(demo: Demo, variant: Variant, *, values: Mapping[str, Value], own: str | None) -> Wanted:
    # Browsers send the lines of a form with carriage returns; the program was written without.
    source = with_values(variant.source, values) if own is None else own.replace("\r\n", "\n")
    files = {file.name: file.text for file in demo.files.all()}
    return Wanted(
        key=variant.key,
        label=run_label(variant, values) if own is None else f"{variant.label}, your code",
        job=Job(source, files=files, limits=demo.limits()),
    )


def run_label(variant: Variant, values: Mapping[str, Value]) -> str:
    """The variant's label with what was chosen: "Threads, $WORKERS" becomes "Threads, 4"."""
    return Template(variant.run_label).safe_substitute(values)
