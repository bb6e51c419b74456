"""Finds what an author must mend in a course, all of it, each with its place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from courses.content.assignments import assignments
from courses.coursefiles.facts import CourseFacts, DemoFacts, Mistake, ParameterFacts, VariantFacts
from courses.coursefiles.reading import DEMO_FILE
from sandbox.jobs import Job, JobRefused, Limits

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARAMETER_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,29}")
LONGEST = {"title": 120, "question": 200, "label": 40, "run_label": 60, "unit": 12, "key": 50}
"""The longest text of each field, in characters: what the rows can hold."""


def check_course(course: CourseFacts) -> list[Mistake]:
    return [mistake for demo in course.demos for mistake in check_demo(demo)]


def check_demo(demo: DemoFacts) -> Iterator[Mistake]:
    path = demo.folder / DEMO_FILE
    sentences = [
        *key_mistakes(demo.key, name="The folder's name"),
        *length_mistakes(demo, ("title", "question")),
        *limit_mistakes(demo),
        *repeated((each.key for each in demo.variants), name="The variant"),
        *repeated((each.name for each in demo.parameters), name="The parameter"),
        *(sentence for each in demo.variants for sentence in variant_mistakes(each, demo)),
        *(sentence for each in demo.parameters for sentence in parameter_mistakes(each)),
    ]
    if not demo.variants:
        sentences.append("A demo needs at least one variant.")
    yield from (Mistake(path=path, sentence=sentence) for sentence in sentences)
    for variant in demo.variants:
        yield from program_mistakes(variant, demo)
    yield from unused_parameters(demo, path)


def key_mistakes(key: str, *, name: str) -> Iterator[str]:
    if not KEY.fullmatch(key):
        yield f"{name} “{key}” must be a key: small letters, digits and single hyphens."


def length_mistakes(facts: object, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        if len(getattr(facts, field)) > LONGEST[field]:
            yield f"“{getattr(facts, field)[:30]}…” is too long: {field} holds {LONGEST[field]} characters."


def limit_mistakes(demo: DemoFacts) -> Iterator[str]:
    try:
        Limits(wall_seconds=demo.wall_seconds, memory_mebibytes=demo.memory_mebibytes, cores=demo.cores)
    except JobRefused as refused:
        yield refused.sentence


def repeated(names: Iterable[str], *, name: str) -> Iterator[str]:
    for each, times in Counter(names).items():
        if times > 1:
            yield f"{name} “{each}” stands here {times} times; each can stand once."


def variant_mistakes(variant: VariantFacts, demo: DemoFacts) -> Iterator[str]:
    yield from key_mistakes(variant.key, name="The variant's key")
    yield from length_mistakes(variant, ("key", "label", "run_label"))
    if not variant.label.strip():
        yield f"The variant “{variant.key}” needs a label that can be read."
    known = {each.name for each in demo.parameters}
    template = Template(variant.run_label)
    if not template.is_valid():
        yield f"The run label “{variant.run_label}” has a $ without a parameter's name; a plain one is written $$."
    for name in sorted(set(template.get_identifiers()) - known):
        yield f"The run label “{variant.run_label}” names ${name}, which is no parameter of this demo."


def parameter_mistakes(parameter: ParameterFacts) -> Iterator[str]:
    name = f"The parameter “{parameter.name}”"
    if not PARAMETER_NAME.fullmatch(parameter.name):
        yield f"{name} must be named in capitals, like WORKERS: at most 30 letters, digits and underscores."
    yield from length_mistakes(parameter, ("label", "unit"))
    if parameter.step < 1:
        yield f"{name} needs a step of 1 or more."
    bounds = parameter.bounds()
    if bounds is None:
        yield f"{name} needs a minimum and a maximum that is not below it, or choices."
    elif parameter.default not in bounds:
        yield f"{name} has the default {parameter.default!r}, which it does not allow."


def program_mistakes(variant: VariantFacts, demo: DemoFacts) -> Iterator[Mistake]:
    """What is wrong with a program: it must be a job, compile, and hold each parameter it assigns with its default."""
    path = demo.folder / f"{variant.key}.py"
    try:
        Job(variant.source, files=demo.files)
        found = assignments(variant.source)
    except JobRefused as refused:
        yield Mistake(path=path, sentence=refused.sentence)
        return
    except SyntaxError as error:
        yield Mistake(path=path, line=error.lineno or 0, sentence=f"This does not compile: {error.msg}.")
        return
    for parameter in demo.parameters:
        for place in found.get(parameter.name, [])[1:]:
            sentence = f"{parameter.name} is assigned a second time; a parameter stands in one line."
            yield Mistake(path=path, line=place.line, sentence=sentence)
        for place in found.get(parameter.name, [])[:1]:
            if place.value != parameter.default or place.literal.lineno != place.literal.end_lineno:
                sentence = f"{parameter.name} must be assigned its default, {parameter.default!r}, in one line."
                yield Mistake(path=path, line=place.line, sentence=sentence)


def unused_parameters(demo: DemoFacts, path: Path) -> Iterator[Mistake]:
    for parameter in demo.parameters:
        if not any(parameter.name in names_assigned(variant.source) for variant in demo.variants):
            sentence = f"No program has a line “{parameter.name} = …”: the parameter would change nothing."
            yield Mistake(path=path, sentence=sentence)


def names_assigned(source: str) -> set[str]:
    try:
        return set(assignments(source))
    except (SyntaxError, ValueError):
        return set()
