"""The links of what is published, as they stand today: one to a section that cannot be read is text until it can."""

import re
from collections.abc import Collection, Mapping
from typing import Any


def with_living_links(document: Mapping[str, Any], address: str, readable: Collection[str]) -> Mapping[str, Any]:
    """The document of a page of the course at `address`; `readable` are the keys of the sections that can be read.

    A document never changes, and what it links to opens and closes. Where something is left out, its digest says so:
    what is made from it is kept under that.
    """
    begin, closed = f'<a href="{address}', set[str]()
    link = re.compile(rf'{re.escape(begin)}([a-z0-9-]+)/"[^>]*>(.*?)</a>', re.DOTALL)

    def settled(found: re.Match[str]) -> str:
        key, text = found.groups()
        closed.update({key} - {*readable})
        return found[0] if key in readable else text

    def walked(value: Any) -> Any:
        if isinstance(value, str):
            return link.sub(settled, value) if begin in value else value
        if isinstance(value, list):
            return [walked(each) for each in value]
        return {name: walked(each) for name, each in value.items()} if isinstance(value, dict) else value

    living: Mapping[str, Any] = walked(document)
    if closed and "digest" in document:
        return {**living, "digest": " ".join([document["digest"], *sorted(closed)])}
    return living
