"""From facts to rows: demos, each with its variants, parameters and files, known by key alone."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from courses.content.correspondence import as_row_values
from courses.content.facts.demos import FILES_FOLDER, DemoFacts, ParameterFacts, VariantFacts
from courses.content.models import Course, Demo, DemoFile, Parameter, Variant

DEMO_FIELDS = ("title", "summary", "question", "position", "wall_seconds", "memory_mebibytes", "cores")
VARIANT_FIELDS = ("key", "label", "run_label", "source")
PARAMETER_FIELDS = ("name", "label", "unit", "kind", "minimum", "maximum", "step", "choices", "default")


def save_demos(course: Course, facts: Sequence[DemoFacts]) -> None:
    """One that is no longer among them is taken out: while it has publications, it runs where people read of it."""
    there = {demo.key: described_row(demo) for demo in Demo.objects.present().whole().filter(course=course)}
    for each in facts:
        if there.pop(each.key, None) != described_facts(each):
            save_demo(course, each)
    gone = Demo.objects.filter(course=course, key__in=there)
    gone.filter(publications=None).delete()
    gone.update(taken_out_at=timezone.now())


def save_demo(course: Course, facts: DemoFacts) -> None:
    """The demo's own row stays; what belongs to it is known by key alone and is written anew."""
    said = {"course": course, "taken_out_at": None, **as_row_values(facts, DEMO_FIELDS)}
    demo, _ = Demo.objects.update_or_create(key=facts.key, defaults=said)
    for rows in (demo.variants, demo.parameters, demo.files):
        rows.all().delete()
    Variant.objects.bulk_create(
        Variant(demo=demo, position=position, **as_row_values(each, VARIANT_FIELDS))
        for position, each in enumerate(facts.variants)
    )
    Parameter.objects.bulk_create(
        Parameter(demo=demo, position=position, **as_row_values(each, PARAMETER_FIELDS))
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
        **as_row_values(demo, DEMO_FIELDS),
        **{f"{each.key}.py": (place, as_row_values(each, VARIANT_FIELDS)) for place, each in enumerate(variants)},
        **{each.name: (place, as_row_values(each, PARAMETER_FIELDS)) for place, each in enumerate(parameters)},
        **{f"{FILES_FOLDER}/{name}": text for name, text in files.items()},
    }
