"""Reads a course folder into facts; what cannot be read is a mistake, and reading goes on, to name them all."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from courses.content.values import Value
from courses.coursefiles.facts import CourseFacts, DemoFacts, Mistake, ParameterFacts, VariantFacts
from courses.coursefiles.tables import Table

DEMO_FILE = "demo.toml"


def read_course(folder: Path) -> tuple[CourseFacts, list[Mistake]]:
    """What the folder says, as far as it can be read, and every mistake that reading met."""
    mistakes: list[Mistake] = []
    if not (folder / "demos").is_dir():
        return CourseFacts(demos=()), [Mistake(path=folder, sentence="There is no folder “demos” here: no course.")]
    folders = sorted(path for path in (folder / "demos").iterdir() if path.is_dir())
    demos = [read_demo(path, mistakes) for path in folders]
    return CourseFacts(demos=tuple(demo for demo in demos if demo)), mistakes


def read_demo(folder: Path, mistakes: list[Mistake]) -> DemoFacts | None:
    """The demo in a folder, whose name is its key; None where there is nothing to build on."""
    path = folder / DEMO_FILE
    fields = read_toml(path, mistakes)
    if fields is None:
        return None
    table = Table(fields, name="The demo", path=path, mistakes=mistakes)
    facts = DemoFacts(
        key=folder.name,
        title=table.take("title", str),
        summary=table.take("summary", str),
        question=table.take("question", str, default=""),
        position=table.take("position", int, default=0),
        wall_seconds=table.take("wall_seconds", float, default=20.0),
        memory_mebibytes=table.take("memory_mebibytes", int, default=512),
        cores=table.take("cores", int, default=2),
        variants=tuple(read_variant(each, folder) for each in table.take_tables("variants")),
        parameters=tuple(read_parameter(each) for each in table.take_tables("parameters")),
        files=dict(read_files(folder / "files", mistakes)),
        folder=folder,
    )
    table.close()
    return facts


def read_toml(path: Path, mistakes: list[Mistake]) -> dict[str, object] | None:
    text = read_text(path, mistakes)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(path=path, sentence=f"This is no TOML: {error}"))
        return None


def read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        mistakes.append(Mistake(path=path, sentence="This file is missing."))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(path=path, line=line, sentence="This is not UTF-8."))
    except OSError as error:
        mistakes.append(Mistake(path=path, sentence=f"This cannot be read: {error.strerror}."))
    return None


def read_variant(table: Table, folder: Path) -> VariantFacts:
    key, label = table.take("key", str), table.take("label", str)
    facts = VariantFacts(
        key=key,
        label=label,
        run_label=table.take("run_label", str, default=label),
        source=(read_text(folder / f"{key}.py", table.mistakes) or "") if key else "",
    )
    table.close()
    return facts


def read_parameter(table: Table) -> ParameterFacts:
    facts = ParameterFacts(
        name=table.take("name", str),
        label=table.take("label", str),
        unit=table.take("unit", str, default=""),
        minimum=table.take_optional("minimum", int),
        maximum=table.take_optional("maximum", int),
        step=table.take("step", int, default=1),
        choices=tuple(take_choices(table)),
        default=take_value(table, "default"),
    )
    table.close()
    return facts


def take_choices(table: Table) -> Iterator[Value]:
    for value in table.take("choices", list, default=[]):
        if type(value) in {int, str}:
            yield value
        else:
            table.note(f"A choice of {table.name} must be text or a whole number.")


def take_value(table: Table, field: str) -> Value:
    value: Value = table.take(field, str if isinstance(table.fields.get(field), str) else int)
    return value


def read_files(folder: Path, mistakes: list[Mistake]) -> Iterator[tuple[str, str]]:
    """The files that lie beside the programs, by name; compiled leftovers of running them are passed over."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name != "__pycache__":
            text = read_text(path, mistakes)
            if text is not None:
                yield path.name, text
