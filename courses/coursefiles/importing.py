"""Brings a course folder into rows: checked as a whole, written as a whole, the same again when it is done twice."""

from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from courses.content.models import Demo, DemoFile, Parameter, Variant
from courses.coursefiles.checking import check_course
from courses.coursefiles.facts import CourseRefused, DemoFacts
from courses.coursefiles.reading import read_course

PLAIN_FIELDS = ("title", "summary", "question", "position", "wall_seconds", "memory_mebibytes", "cores")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an import did, by the demos' keys."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]


def import_course(folder: Path) -> Report:
    """Make the rows say what the folder says. Raises CourseRefused with every mistake, and then nothing has changed.

    The folder is the whole truth: a demo that is no longer in it goes. Keys stay, so what people keep under them
    (drafts, runs) is there again when it comes back.
    """
    course, mistakes = read_course(folder)
    mistakes += check_course(course)
    if mistakes:
        raise CourseRefused(sorted(mistakes))
    with transaction.atomic():
        return write(course.demos)


def write(demos: tuple[DemoFacts, ...]) -> Report:
    before = {demo.key: facts_of(demo) for demo in Demo.objects.prefetch_related("variants", "parameters", "files")}
    wanted = {demo.key: comparable(demo) for demo in demos}
    for demo in demos:
        if before.get(demo.key) != wanted[demo.key]:
            write_demo(demo)
    gone = sorted(before.keys() - wanted.keys())
    Demo.objects.filter(key__in=gone).delete()
    known = [key for key in wanted if key in before]
    return Report(
        new=tuple(key for key in wanted if key not in before),
        changed=tuple(key for key in known if before[key] != wanted[key]),
        unchanged=tuple(key for key in known if before[key] == wanted[key]),
        gone=tuple(gone),
    )


def write_demo(facts: DemoFacts) -> None:
    """The demo's own row stays; what belongs to it is known by key alone and is written anew."""
    demo, _ = Demo.objects.update_or_create(
        key=facts.key, defaults={field: getattr(facts, field) for field in PLAIN_FIELDS}
    )
    for rows in (demo.variants, demo.parameters, demo.files):
        rows.all().delete()
    Variant.objects.bulk_create(
        Variant(demo=demo, position=position, **asdict(each)) for position, each in enumerate(facts.variants)
    )
    Parameter.objects.bulk_create(
        Parameter(demo=demo, position=position, kind=each.kind, **{**asdict(each), "choices": list(each.choices)})
        for position, each in enumerate(facts.parameters)
    )
    DemoFile.objects.bulk_create(DemoFile(demo=demo, name=name, text=text) for name, text in facts.files.items())


def comparable(facts: DemoFacts) -> dict[str, object]:
    """What a demo says, in one form for folder and rows."""
    return {
        **{field: getattr(facts, field) for field in PLAIN_FIELDS},
        "variants": [asdict(each) for each in facts.variants],
        "parameters": [{**asdict(each), "choices": list(each.choices)} for each in facts.parameters],
        "files": dict(facts.files),
    }


def facts_of(demo: Demo) -> dict[str, object]:
    variants = ("key", "label", "run_label", "source")
    parameters = ("name", "label", "default", "unit", "minimum", "maximum", "step", "choices")
    return {
        **{field: getattr(demo, field) for field in PLAIN_FIELDS},
        "variants": [{field: getattr(each, field) for field in variants} for each in demo.variants.all()],
        "parameters": [{field: getattr(each, field) for field in parameters} for each in demo.parameters.all()],
        "files": {each.name: each.text for each in demo.files.all()},
    }
