"""Brings a course folder into rows: checked as a whole, written as a whole, the same again when it is done twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from courses.content.models import Demo, DemoFile, Parameter, Variant
from courses.coursefiles.checking import checked_course
from courses.coursefiles.facts import DemoFacts, ParameterFacts, VariantFacts
from courses.coursefiles.reading import FILES_FOLDER

DEMO_FIELDS = ("title", "summary", "question", "position", "wall_seconds", "memory_mebibytes", "cores")
VARIANT_FIELDS = ("key", "label", "run_label", "source")
PARAMETER_FIELDS = ("name", "label", "unit", "kind", "minimum", "maximum", "step", "choices", "default")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an import did, by the demos' keys; for a changed demo also what of it, in an author's words."""

    new: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]


def import_course(folder: Path) -> Report:
    """Make the rows say what the folder says. Raises CourseRefused with every mistake, and then nothing has changed.

    The folder is the whole truth: a demo that is no longer in it goes, and so does a variant. Keys stay, so what
    people keep under them (drafts, runs) is there again when it comes back.
    """
    course = checked_course(folder)
    with transaction.atomic():
        return write(course.demos)


def write(demos: tuple[DemoFacts, ...]) -> Report:
    before = {demo.key: described_row(demo) for demo in Demo.objects.whole()}
    wanted = {demo.key: described_facts(demo) for demo in demos}
    for demo in demos:
        if before.get(demo.key) != wanted[demo.key]:
            write_demo(demo)
    gone = sorted(before.keys() - wanted.keys())
    Demo.objects.filter(key__in=gone).delete()
    known = [key for key in wanted if key in before]
    return Report(
        new=tuple(key for key in wanted if key not in before),
        changed={key: differences(before[key], wanted[key]) for key in known if before[key] != wanted[key]},
        unchanged=tuple(key for key in known if before[key] == wanted[key]),
        gone=tuple(gone),
    )


def write_demo(facts: DemoFacts) -> None:
    """The demo's own row stays; what belongs to it is known by key alone and is written anew."""
    demo, _ = Demo.objects.update_or_create(key=facts.key, defaults=fields_of(facts, DEMO_FIELDS))
    for rows in (demo.variants, demo.parameters, demo.files):
        rows.all().delete()
    Variant.objects.bulk_create(
        Variant(demo=demo, position=position, **fields_of(each, VARIANT_FIELDS))
        for position, each in enumerate(facts.variants)
    )
    Parameter.objects.bulk_create(
        Parameter(demo=demo, position=position, **fields_of(each, PARAMETER_FIELDS))
        for position, each in enumerate(facts.parameters)
    )
    DemoFile.objects.bulk_create(DemoFile(demo=demo, name=name, text=text) for name, text in facts.files.items())


def described_facts(demo: DemoFacts) -> dict[str, object]:
    return described(demo, demo.variants, demo.parameters, demo.files)


def described_row(demo: Demo) -> dict[str, object]:
    files = {each.name: each.text for each in demo.files.all()}
    return described(demo, demo.variants.all(), demo.parameters.all(), files)


def described(
    demo: DemoFacts | Demo,
    variants: Iterable[VariantFacts | Variant],
    parameters: Iterable[ParameterFacts | Parameter],
    files: Mapping[str, str],
) -> dict[str, object]:
    """All that a demo says, each piece by the name that its author knows it by, in one form for folder and rows."""
    return {
        **fields_of(demo, DEMO_FIELDS),
        **{f"{each.key}.py": (place, fields_of(each, VARIANT_FIELDS)) for place, each in enumerate(variants)},
        **{each.name: (place, fields_of(each, PARAMETER_FIELDS)) for place, each in enumerate(parameters)},
        **{f"{FILES_FOLDER}/{name}": text for name, text in files.items()},
    }


def fields_of(record: object, names: tuple[str, ...]) -> dict[str, object]:
    """The record's fields, with lists for tuples, as JSON gives them back."""
    values = ((name, getattr(record, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The pieces that differ, "threads.py", and how where they are new or gone."""
    changed = [piece for piece in after if piece in before and after[piece] != before[piece]]
    new = [f"{piece} new" for piece in after if piece not in before]
    gone = [f"{piece} gone" for piece in before if piece not in after]
    return (*changed, *new, *gone)
