"""Runs a demo for somebody: its variants as authored, with the parameters they chose, or their own text of them."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from courses.classroom.ways import WAYS, Chosen, Way
from courses.content.assignments import with_values
from courses.content.facts.demos import DemoFacts, ParameterFacts, VariantFacts
from courses.content.values import Value, ValueRefused
from sandbox.jobs import shown
from sandbox.runs.asking import Asker
from sandbox.runs.forms import with_our_line_ends
from sandbox.runs.models import Submission
from sandbox.runs.predictions import Prediction
from sandbox.runs.refusals import AccountNeeded, CannotBeRun, jobs_refused_as_runs
from sandbox.runs.requests import Wanted, submit


def run_demo(
    demo: DemoFacts,
    *,
    variants: Sequence[str],
    parameters: Mapping[str, str],
    sources: Mapping[str, str],
    asker: Asker,
    way: str = "",
    prediction: Mapping[str, str] | None = None,
) -> Submission:
    """Queue these variants, in the demo's own order, as one submission: each as it is, or in another of the `ways`.

    `parameters` are a reader's texts by name, the author's default where one is missing. `sources` holds the programs
    that the reader changed: those run exactly as they stand, the others as authored with the parameters written in.
    Raises a RunRefused with a sentence, and then nothing was queued.
    """
    values = values_of(demo, parameters)
    chosen = chosen_variants(demo, variants)
    own = own_code(chosen, sources, values=values)
    if own and asker.person is None:
        raise AccountNeeded
    with jobs_refused_as_runs():
        wanted = way_called(way)(Chosen(demo=demo, variants=chosen, values=values, own=own))
    return submit(
        wanted,
        asker=asker,
        subject=demo.subject,
        title=demo.title,
        page=demo_address(demo),
        prediction=prediction_of(wanted, {} if way else prediction or {}),
    )


def prediction_of(wanted: Sequence[Wanted], fields: Mapping[str, str]) -> Prediction:
    """What was predicted of a comparison; of one run there is nothing to predict."""
    return Prediction.of(fields, keys=[each.key for each in wanted]) if len(wanted) > 1 else Prediction()


def way_called(name: str) -> Way:
    if name not in WAYS:
        raise CannotBeRun(f"Programs are not run in the way “{shown(name)}”.")
    return WAYS[name]


def demo_address(demo: DemoFacts) -> str:
    return reverse("classroom:demo", args=[demo.key])


def values_of(demo: DemoFacts, texts: Mapping[str, str]) -> dict[str, Value]:
    known = {parameter.name: parameter for parameter in demo.parameters}
    if unknown := sorted(texts.keys() - known.keys()):
        raise CannotBeRun(f"This demo has no parameter “{shown(unknown[0])}”.")
    try:
        return {name: value_of(parameter, texts) for name, parameter in known.items()}
    except ValueRefused as refused:
        raise CannotBeRun(refused.sentence) from None


def value_of(parameter: ParameterFacts, texts: Mapping[str, str]) -> Value:
    if parameter.name in texts:
        return parameter.value_of(texts[parameter.name])
    assert parameter.default is not None  # no demo is published without
    return parameter.default


def chosen_variants(demo: DemoFacts, keys: Sequence[str]) -> list[VariantFacts]:
    known = {variant.key: variant for variant in demo.variants}
    if unknown := [key for key in keys if key not in known]:
        raise CannotBeRun(f"This demo has no program “{shown(unknown[0])}”. It has {', '.join(known)}.")
    if not keys:
        raise CannotBeRun("Choose at least one program to run.")
    return [variant for variant in known.values() if variant.key in set(keys)]


def own_code(
    chosen: Sequence[VariantFacts], sources: Mapping[str, str], *, values: Mapping[str, Value]
) -> dict[str, str]:
    """The reader's texts of the chosen programs, by key.

    The author's text, sent back as it stands or with the chosen values in it, is none: a page without scripts sends
    every program, and a visitor who changed nothing needs no account.
    """
    texts = {variant: with_our_line_ends(sources[variant.key]) for variant in chosen if variant.key in sources}
    return {
        variant.key: text
        for variant, text in texts.items()
        if text not in {variant.source, with_values(variant.source, values)}
    }
