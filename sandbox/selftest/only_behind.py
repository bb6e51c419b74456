"""A step that changes mounts or the host's name acts in a namespace of its own, and nowhere else.

A probe put together without its namespaces once made a whole machine's /sys read-only, being root: so each such step
looks where it is before it acts.
"""

from collections.abc import Callable
from functools import wraps

from sandbox.selftest.outside import Outside, own_namespaces

type Step = Callable[[Outside], None]


class StillOutside(RuntimeError):
    """The step would have changed the host."""


def in_its_own(kind: str) -> Callable[[Step], Step]:
    """Of a step: raises StillOutside, and does nothing, while the namespace of that kind is the host's."""

    def guarded(step: Step) -> Step:
        @wraps(step)
        def only_behind(outside: Outside) -> None:
            if own_namespaces()[kind] == outside.namespaces[kind]:
                raise StillOutside(f"{step.__name__} needs a namespace of its own: {kind}")
            step(outside)

        return only_behind

    return guarded
