"""Reads the demos of a course folder into facts; what cannot be read is a mistake, and reading goes on."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from courses.content.facts.demos import FILES_FOLDER, DemoFacts, ParameterFacts, VariantFacts
from courses.content.facts.keys import is_key
from courses.content.facts.mistakes import Mistake, Origin
from courses.coursefiles.folder import entries_of, read_text
from courses.coursefiles.lines import lines_of
from courses.coursefiles.tables import Table

DEMO_FILE = "demo.toml"
LARGEST_DEMO_BYTES = 65_536
LINE = re.compile(r"\(at line (\d+), ")
"""Where tomllib says its mistake stands; from Python 3.14 on it also says so in attributes."""


def read_demos(folder: Path, mistakes: list[Mistake]) -> tuple[DemoFacts, ...]:
    """The demos in a folder of folders, none where there is no such folder."""
    folders = [path for path in entries_of(folder) if path.is_dir()] if folder.is_dir() else []
    demos = [read_demo(path, mistakes) for path in folders]
    return tuple(demo for demo in demos if demo)


def read_demo(folder: Path, mistakes: list[Mistake]) -> DemoFacts | None:
    """The demo in a folder, whose name is its key; None where there is nothing to build on."""
    path = folder / DEMO_FILE
    text = read_text(path, mistakes, largest=LARGEST_DEMO_BYTES)
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
    except RecursionError:
        mistakes.append(Mistake(path=path, sentence="This cannot be read: it is nested too deeply."))
    except ValueError:  # Python makes no whole number of thousands of digits
        mistakes.append(Mistake(path=path, sentence="This cannot be read: a number has too many digits."))
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
            text = read_text(path, mistakes, encoding="utf-8")
            if text is not None:
                yield path.name, text
