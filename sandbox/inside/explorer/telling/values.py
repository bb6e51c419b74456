"""A value in a few characters, without calling anything of the program."""

from typing import Any

LONGEST = 60


def shown(value: object, depth: int = 2) -> str:
    """Numbers, texts and containers of such as Python writes them; anything else by its class."""
    text = _text(value, depth)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _text(value: Any, depth: int) -> str:
    cls = type(value)
    if cls in (int, float, bool, str, bytes, complex, type(None)):
        return f"{value!r}"
    if cls in (list, tuple, set, frozenset, dict) and not depth:
        return "…"
    if cls is list:
        return f"[{_items(value, depth)}]"
    if cls is tuple:
        return f"({_items(value, depth)}{',' * (len(value) == 1)})"
    if cls in (set, frozenset):
        return f"{{{_items(value, depth)}}}" if value else "set()"
    if cls is dict:
        pairs = list(value.items())[:10]
        return "{" + ", ".join(f"{_text(key, depth - 1)}: {_text(each, depth - 1)}" for key, each in pairs) + "}"
    name: str = value.__name__ if isinstance(value, type) else cls.__name__
    return name


def _items(value: Any, depth: int) -> str:
    some = list(value)[:10]
    return ", ".join(_text(each, depth - 1) for each in some) + ", …" * (len(value) > 10)
