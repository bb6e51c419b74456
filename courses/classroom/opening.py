"""Opens a program of a demo in the race lab: the author's, with the values that were chosen, or the reader's own."""

from collections.abc import Mapping, Sequence

from courses.classroom.running import chosen_variants, own_code, values_of
from courses.content.assignments import with_values
from courses.content.facts.demos import DemoFacts
from sandbox.lab.opening import OWN_LABEL, hand_over
from sandbox.runs.asking import Asker


def open_in_lab(
    demo: DemoFacts,
    *,
    variants: Sequence[str],
    parameters: Mapping[str, str],
    sources: Mapping[str, str],
    asker: Asker,
) -> str:
    """The address of the race lab with the first of these variants in its editor.

    Parameters and sources are those of `run_demo`. Raises a RunRefused with a sentence.
    """
    values = values_of(demo, parameters)
    variant = chosen_variants(demo, variants)[0]
    own = own_code([variant], sources, values=values).get(variant.key)
    if own is not None:
        return hand_over(own, label=OWN_LABEL, is_authored=False, asker=asker)
    return hand_over(with_values(variant.source, values), label=variant.label, is_authored=True, asker=asker)
