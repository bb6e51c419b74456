"""What one thread does within a primitive, with calls of the program's own code, while others are kept out of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode
from sandbox.inside.explorer.world.world import Thread


class Exclusive:
    """Stands for the lock inside of a primitive: seen only where the program's code has steps while it is held."""

    def __init__(self) -> None:
        self.holder: Thread | None = None

    def is_free(self) -> bool:
        return self.holder is None

    @contextmanager
    def within(self, primitive: object, kind: str) -> Iterator[None]:
        """Others wait until the end, which is a step if there was one within: before it they could not move."""
        world, steps = stage.world, len(stage.world.steps)
        self.holder = world.current
        try:
            yield
        finally:
            if len(world.steps) != steps and not world.is_over:
                stage.step(kind, primitive, world.whole(primitive, Mode.WRITE))
            self.holder = None
