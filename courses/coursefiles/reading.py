"""Reads a course folder into facts; what cannot be read is a mistake, and reading goes on, to name them all."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from courses.coursefiles.facts import CourseFacts, DemoFacts, Mistake, Origin, ParameterFacts, VariantFacts, is_key
from courses.coursefiles.lines import lines_of
from courses.coursefiles.tables import Table

DEMO_FILE = "demo.toml"
FILES_FOLDER = "files"
LINE = re.compile(r"\(at line (\d+), ")
"""Where tomllib says its mistake stands; from Python 3.14 on it also says so in attributes."""


def read_course(folder: Path) -> tuple[CourseFacts, list[Mistake]]:
    """What the folder says, as far as it can be read, and every mistake that reading met."""
    mistakes: list[Mistake] = []
    if not (folder / "demos").is_dir():
        return CourseFacts(demos=()), [Mistake(path=folder, sentence="There is no folder “demos” here: no course.")]
    folders = [path for path in entries_of(folder / "demos") if path.is_dir()]
    if not folders:
        # An empty folder would empty the site: rather a wrong path than a wish.
        mistakes.append(Mistake(path=folder / "demos", sentence="There is no demo here."))
    demos = [read_demo(path, mistakes) for path in folders]
    return CourseFacts(demos=tuple(demo for demo in demos if demo)), mistakes


def entries_of(folder: Path) -> list[Path]:
    """What authors put there: without hidden entries and what Python leaves behind when a program runs."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__pycache__")))


def read_demo(folder: Path, mistakes: list[Mistake]) -> DemoFacts | None:
    """The demo in a folder, whose name is its key; None where there is nothing to build on."""
    path = folder / DEMO_FILE
    text = read_text(path, mistakes)
    fields = None if text is None else read_toml(text, path, mistakes)
    if text is None or fields is None:
        return None
    origin = Origin(path=path, lines=lines_of(text))
    table = Table(fields, origin=origin, mistakes=mistakes)
    demo = take_demo(table, folder)
    table.close()
    mistakes.extend(strangers(demo))
    return demo


def take_demo(table: Table, folder: Path) -> DemoFacts:
    return DemoFacts(
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
        files=dict(read_files(folder / FILES_FOLDER, table.mistakes)),
        origin=table.origin,
    )


def strangers(demo: DemoFacts) -> Iterator[Mistake]:
    """What lies in the folder and would be left behind: most often a program that demo.toml does not name yet."""
    known = {DEMO_FILE, FILES_FOLDER, *(f"{variant.key}.py" for variant in demo.variants)}
    for path in entries_of(demo.folder):
        if path.name not in known:
            yield Mistake(path=path, sentence=f"Nothing in {DEMO_FILE} names this; a variant's key is its file's name.")


def read_toml(text: str, path: Path, mistakes: list[Mistake]) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = LINE.search(str(error))
        line = int(found[1]) if found else 0
        mistakes.append(Mistake(path=path, line=line, sentence=f"This is no TOML: {error}"))
        return None


def read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    """The file's text, its lines ended as ours are, whatever a checkout made of them."""
    try:
        return path.read_bytes().decode().replace("\r\n", "\n")
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
        # Only a key is the name of a file: no other text leads out of the folder.
        source=read_program(folder / f"{key}.py", table.mistakes) if is_key(key) else "",
        place=table.place,
    )
    table.close()
    return facts


def read_program(path: Path, mistakes: list[Mistake]) -> str:
    text = read_text(path, mistakes)
    if text is not None and not text.strip():
        mistakes.append(Mistake(path=path, sentence="This program is empty."))
    return text or ""


def read_parameter(table: Table) -> ParameterFacts:
    facts = ParameterFacts(
        name=table.take("name", str),
        label=table.take("label", str),
        unit=table.take("unit", str, default=""),
        minimum=table.take_optional("minimum", int),
        maximum=table.take_optional("maximum", int),
        step=table.take("step", int, default=1),
        choices=tuple(table.take_values("choices")),
        default=table.take_value("default"),
        place=table.place,
    )
    table.close()
    return facts


def read_files(folder: Path, mistakes: list[Mistake]) -> Iterator[tuple[str, str]]:
    """The files that lie beside the programs, by name."""
    if folder.is_dir():
        for path in entries_of(folder):
            text = read_text(path, mistakes)
            if text is not None:
                yield path.name, text
