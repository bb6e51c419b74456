"""Writes a demo's folder: demo.toml in its one form, a program a variant, the files beside them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from courses.content.assignments import READABLE_FROM
from courses.content.facts.demos import FILES_FOLDER, DemoFacts, ParameterFacts, VariantFacts
from courses.coursefiles.folder import path_of


def demo_files(demo: DemoFacts) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of the demo's folder, by their paths in the course's."""
    yield path_of("demos", demo.key, "demo.toml"), "\n\n".join(tables(demo)).encode() + b"\n"
    for variant in demo.variants:
        yield path_of("demos", demo.key, f"{variant.key}.py"), variant.source.encode()
    for name, text in demo.files.items():
        yield path_of("demos", demo.key, FILES_FOLDER, name), text.encode()


def tables(demo: DemoFacts) -> Iterator[str]:
    yield table(
        {
            "title": demo.title,
            "summary": demo.summary,
            "question": demo.question or None,
            "position": demo.position or None,
            "wall_seconds": demo.wall_seconds,
            "memory_mebibytes": demo.memory_mebibytes,
            "cores": demo.cores,
        }
    )
    for variant in demo.variants:
        yield "[[variants]]\n" + table(variant_fields(variant))
    for parameter in demo.parameters:
        yield "[[parameters]]\n" + table(parameter_fields(parameter))


def variant_fields(variant: VariantFacts) -> dict[str, object]:
    run_label = variant.run_label if variant.run_label != variant.label else None
    return {"key": variant.key, "label": variant.label, "run_label": run_label}


def parameter_fields(parameter: ParameterFacts) -> dict[str, object]:
    return {
        "name": parameter.name,
        "label": parameter.label,
        "unit": parameter.unit or None,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "step": parameter.step if parameter.step != 1 else None,
        "choices": list(parameter.choices) or None,
        "default": parameter.default,
    }


def table(fields: Mapping[str, object]) -> str:
    """The fields that are not None, one a line."""
    return "\n".join(f"{name} = {literal(value)}" for name, value in fields.items() if value is not None)


def literal(value: object) -> str:
    """A TOML value: its basic strings are JSON's, but for U+007F, which JSON leaves as it is and TOML forbids."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() else repr(value)
    if isinstance(value, int):
        return f"{value:_}" if abs(value) >= READABLE_FROM else str(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
