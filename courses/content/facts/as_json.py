"""Facts as JSON and back: what a publication keeps of what its author said."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints


def to_json(value: Any) -> Any:
    """Plain lists and dicts of what is said; where it was read, and the bytes of pictures, stay out."""
    if is_dataclass(value):
        said = (each.name for each in fields(value) if each.compare and each.type is not bytes)
        return {name: to_json(getattr(value, name)) for name in said}
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if isinstance(value, Mapping):
        return {key: to_json(each) for key, each in value.items()}
    return value


def from_json[F](facts: type[F], said: Mapping[str, Any]) -> F:
    """The facts of a class from what `to_json` made of them; a field that it did not know yet gets its usual value."""
    hints = get_type_hints(facts)
    return facts(**{name: restored(value, hints[name]) for name, value in said.items() if name in hints})


def restored(value: Any, hint: Any) -> Any:
    if isinstance(value, list) and get_origin(hint) is tuple:
        return tuple(restored(each, get_args(hint)[0]) for each in value)
    if isinstance(value, list) and get_origin(hint) in {types.UnionType, Mapping}:
        return tuple(value)
    if isinstance(value, dict) and is_dataclass(hint):
        return from_json(hint, value)  # type: ignore[arg-type]
    return value
