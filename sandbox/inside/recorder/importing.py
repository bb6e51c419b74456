"""Patches modules of the library: at once those that are there, the others when the program imports them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from sandbox.inside.recorder.lines import WORK

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

type Patches = Mapping[str, Sequence[str]]
type Patch = Callable[[str, ModuleType], None]


def patch_modules(patches: Patches, patch: Patch) -> None:
    """`patches`: by a module's name, what `patch` is asked to do to it."""
    finder = Finder(patches, patch)
    for name in [name for name in patches if name in sys.modules]:
        finder.patch(name, sys.modules[name])
    sys.meta_path.insert(0, finder)


class Finder:
    """Finds each module of the library that is to be patched once, as PathFinder does; and no other."""

    def __init__(self, patches: Patches, patch: Patch) -> None:
        self._patches = dict(patches)
        self._patch = patch

    def patch(self, name: str, module: ModuleType) -> None:
        """Whatever the program has put there instead is left as it is."""
        places = self._patches.pop(name, ())
        origin = getattr(module, "__file__", None) or ""
        try:
            for place in () if origin.startswith(WORK) else places:
                self._patch(place, module)
        except Exception:
            return

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._patches:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            self._patch_when_executed(spec.loader)
        return spec

    def _patch_when_executed(self, loader: Any) -> None:
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            del loader.exec_module
            execute(module)
            self.patch(module.__name__, module)

        loader.exec_module = exec_module
