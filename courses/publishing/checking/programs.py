"""Finds what an author must mend in a demo's programs and in the files beside them."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path

from courses.content.assignments import Assignment, assignments
from courses.content.facts.demos import FILES_FOLDER, DemoFacts, ParameterFacts
from courses.content.facts.mistakes import Mistake
from sandbox.jobs import FILES, Job, JobRefused


def check_programs(demo: DemoFacts) -> Iterator[Mistake]:
    """Every program must be a job, compile without a warning, and hold each parameter it uses in one line of its own.

    A program that is empty, or could not be read, is passed over: reading has named it.
    """
    for variant in demo.variants:
        if variant.source.strip():
            path = demo.folder / f"{variant.key}.py"
            found = list(program_mistakes(variant.source, path))
            yield from found or parameter_mistakes(variant.source, path, demo)
    yield from unused_parameters(demo)
    yield from file_mistakes(demo)


def file_mistakes(demo: DemoFacts) -> Iterator[Mistake]:
    if len(demo.files) > FILES:
        sentence = f"{len(demo.files)} files lie beside the programs; at most {FILES} can."
        yield Mistake(path=demo.folder / FILES_FOLDER, sentence=sentence)
    for name, text in demo.files.items():
        path = demo.folder / FILES_FOLDER / name
        try:
            Job("", files={name: text})
        except JobRefused as refused:
            yield Mistake(path=path, sentence=refused.sentence)
        else:
            yield from compiling_mistakes(text, path) if name.endswith(".py") else ()


def program_mistakes(source: str, path: Path) -> Iterator[Mistake]:
    try:
        Job(source)
    except JobRefused as refused:
        yield Mistake(path=path, sentence=refused.sentence)
    else:
        yield from compiling_mistakes(source, path)


def program_sentences(source: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a program that stands in a text: lines of it, from 1, and sentences."""
    for mistake in program_mistakes(source, Path("program")):
        yield mistake.line, mistake.sentence


def compiling_mistakes(source: str, path: Path) -> Iterator[Mistake]:
    """What Python says of the text; a warning is a mistake too, since every reader would see it in the output."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            compile(source, str(path), "exec", dont_inherit=True)
        except SyntaxError as error:
            yield Mistake(path=path, line=error.lineno or 0, sentence=f"This does not compile: {error.msg}.")
        except (RecursionError, MemoryError):
            yield Mistake(path=path, sentence="This does not compile: it is nested too deeply.")
    for warning in warned:
        yield Mistake(path=path, line=warning.lineno, sentence=f"Python warns: {warning.message}.")


def parameter_mistakes(source: str, path: Path, demo: DemoFacts) -> Iterator[Mistake]:
    found = assignments(source)
    mentions = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Name)]
    for parameter in demo.parameters:
        mentioned = [each for each in mentions if each.id == parameter.name]
        if mentioned:
            own = found.get(parameter.name, [])
            for line, sentence in assignment_mistakes(parameter, own, mentioned):
                yield Mistake(path=path, line=line, sentence=sentence)


def assignment_mistakes(
    parameter: ParameterFacts, own: list[Assignment], mentioned: list[ast.Name]
) -> Iterator[tuple[int, str]]:
    """Lines and sentences. `own` are the plain assignments, `mentioned` every use of the name in the program."""
    name, default = parameter.name, parameter.default
    written = [each.lineno for each in mentioned if not isinstance(each.ctx, ast.Load)]
    if not own:
        first = min(each.lineno for each in mentioned)
        yield first, f"{name} is used here, and the program has no line “{name} = {default!r}” of its own."
        return
    written.remove(own[0].line)
    for line in sorted(written):
        yield line, f"{name} is assigned a second time; a parameter stands in one line."
    if len(written) + 1 == len(mentioned):
        yield own[0].line, f"{name} is set and never used: it would change nothing."
    if default is not None and (own[0].value != default or not own[0].is_in_one_line):
        yield own[0].line, f"{name} must be assigned its default, {default!r}, in one line."


def unused_parameters(demo: DemoFacts) -> Iterator[Mistake]:
    for parameter in demo.parameters:
        if parameter.name and not any(parameter.name in variant.source for variant in demo.variants):
            sentence = f"No program has a line “{parameter.name} = …”: the parameter would change nothing."
            yield demo.origin.mistake(sentence, at=f"{parameter.place}.name")
