"""Finds what an author must mend in a demo: its words, limits, variants and parameters."""

import re
from collections.abc import Iterator, Sequence
from string import Template

from courses.content.facts.characters import has_control_character
from courses.content.facts.demos import DemoFacts, ParameterFacts, VariantFacts
from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.facts.mistakes import Mistake, told_place
from courses.publishing.checking.programs import check_programs
from sandbox.jobs import JobRefused

PARAMETER_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,29}")
LONGEST = {"title": 120, "question": 200, "label": 40, "run_label": 60, "unit": 12, "choice": 40}
"""The longest text of each field, in characters: what the rows can hold."""
TEXT_FIELDS = ("title", "summary", "question", "key", "label", "run_label", "name", "unit", "choices", "default")
LIMITS = ("wall_seconds", "memory_mebibytes", "cores")
LAST_POSITION = 32_767
LARGEST_NUMBER = 10**18 - 1
"""What readers can type into a parameter's field, and every database can hold."""


def check_demo(demo: DemoFacts) -> Iterator[Mistake]:
    yield from demo_mistakes(demo)
    yield from repeated([(each.key, f"{each.place}.key") for each in demo.variants], demo)
    yield from repeated([(each.name, f"{each.place}.name") for each in demo.parameters], demo)
    for variant in demo.variants:
        yield from variant_mistakes(variant, demo)
    for parameter in demo.parameters:
        yield from parameter_mistakes(parameter, demo)
    yield from control_mistakes(demo)
    yield from check_programs(demo)


def control_mistakes(demo: DemoFacts) -> Iterator[Mistake]:
    """Control characters in any text but the programs, which are files of their own."""
    for thing, place in (
        (demo, ""),
        *((each, each.place) for each in demo.variants),
        *((each, each.place) for each in demo.parameters),
    ):
        for field in TEXT_FIELDS:
            value = getattr(thing, field, "")
            texts = value if isinstance(value, tuple) else (value,)
            if any(isinstance(text, str) and has_control_character(text) for text in texts):
                at = f"{place}.{field}" if place else field
                yield demo.origin.mistake(f"{told_place(place)}“{field}” holds a control character.", at=at)


def demo_mistakes(demo: DemoFacts) -> Iterator[Mistake]:
    note = demo.origin.mistake
    if not is_key(demo.key):
        yield note(f"The folder's name “{demo.key}” is the demo's key: {WHAT_A_KEY_IS}.")
    for field in ("title", "question"):
        yield from too_long(getattr(demo, field), field, at=field, demo=demo)
    if not 0 <= demo.position <= LAST_POSITION:
        yield note(f"The position must lie between 0 and {LAST_POSITION:,}.", at="position")
    if not demo.variants:
        yield note("A demo needs at least one variant.")
    try:
        demo.limits()
    except JobRefused as refused:
        yield note(refused.sentence, at=next((each for each in LIMITS if each in refused.sentence), ""))


def too_long(text: str, field: str, *, at: str, demo: DemoFacts) -> Iterator[Mistake]:
    if len(text) > LONGEST[field]:
        yield demo.origin.mistake(f"“{text[:30]}…” is too long: a {field} holds {LONGEST[field]} characters.", at=at)


def repeated(names: Sequence[tuple[str, str]], demo: DemoFacts) -> Iterator[Mistake]:
    """A mistake for each name, given with its place, that stood there before."""
    seen: set[str] = set()
    for name, place in names:
        if name and name in seen:
            yield demo.origin.mistake(f"“{name}” stands here a second time; each can stand once.", at=place)
        seen.add(name)


def variant_mistakes(variant: VariantFacts, demo: DemoFacts) -> Iterator[Mistake]:
    place = variant.place
    if variant.key and not is_key(variant.key):
        sentence = f"“{variant.key[:60]}” is no key: {WHAT_A_KEY_IS}."
        yield demo.origin.mistake(sentence, at=f"{place}.key")
    for field in ("label", "run_label"):
        yield from too_long(getattr(variant, field), field, at=f"{place}.{field}", demo=demo)
    for sentence in run_label_mistakes(variant.run_label, demo):
        yield demo.origin.mistake(sentence, at=f"{place}.run_label")


def run_label_mistakes(run_label: str, demo: DemoFacts) -> Iterator[str]:
    template = Template(run_label)
    if not template.is_valid():
        yield f"The run label “{run_label}” has a $ without a parameter's name; a plain one is written $$."
        return
    for name in sorted(set(template.get_identifiers()) - {each.name for each in demo.parameters}):
        yield f"The run label “{run_label}” names ${name}, which is no parameter of this demo."


def parameter_mistakes(parameter: ParameterFacts, demo: DemoFacts) -> Iterator[Mistake]:
    place = parameter.place
    if parameter.name and not PARAMETER_NAME.fullmatch(parameter.name):
        sentence = f"“{parameter.name[:60]}” is no parameter's name: capitals, digits and underscores, at most 30."
        yield demo.origin.mistake(sentence, at=f"{place}.name")
    for field in ("label", "unit"):
        yield from too_long(getattr(parameter, field), field, at=f"{place}.{field}", demo=demo)
    if parameter.step < 1:
        yield demo.origin.mistake(f"{parameter.name} needs a step of 1 or more.", at=f"{place}.step")
    for field in ("minimum", "maximum", "step"):
        if abs(getattr(parameter, field) or 0) > LARGEST_NUMBER:
            yield demo.origin.mistake(f"The {field} must not have more than 18 digits.", at=f"{place}.{field}")
    yield from choice_mistakes(parameter, demo)
    yield from default_mistakes(parameter, demo)


def choice_mistakes(parameter: ParameterFacts, demo: DemoFacts) -> Iterator[Mistake]:
    at = f"{parameter.place}.choices"
    written = [str(each) for each in parameter.choices]
    yield from repeated([(each, at) for each in written], demo)
    for each in written:
        yield from too_long(each, "choice", at=at, demo=demo)
    if written and (parameter.minimum is not None or parameter.maximum is not None):
        yield demo.origin.mistake(f"{parameter.name} has choices and bounds; it can have one of the two.", at=at)


def default_mistakes(parameter: ParameterFacts, demo: DemoFacts) -> Iterator[Mistake]:
    bounds = parameter.bounds()
    if bounds is None:
        sentence = f"{parameter.name} needs choices, or a minimum and a maximum that is not below it."
        yield demo.origin.mistake(sentence, at=parameter.place)
    elif parameter.default is not None and parameter.default not in bounds:
        sentence = f"{parameter.name} has the default {parameter.default!r}, which it does not allow."
        yield demo.origin.mistake(sentence, at=f"{parameter.place}.default")
