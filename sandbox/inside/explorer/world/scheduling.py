"""Who moves next: what every search answers, at every step of an execution."""

from typing import TYPE_CHECKING

from sandbox.inside.explorer.world.records import Thread

if TYPE_CHECKING:
    from sandbox.inside.explorer.world.world import World


class Scheduler:
    """Says who moves next."""

    def pick(self, world: "World", enabled: list[Thread]) -> Thread | None:
        """One of the enabled threads, or nobody, which ends the execution."""
        raise NotImplementedError

    def known(self, world: "World") -> tuple[Thread, tuple[int, ...]] | None:  # noqa: ARG002
        """Who moves here, and who could, where that is known from an execution that began alike."""
        return None

    def end(self, world: "World") -> None:
        """The execution is over, and every thread is still where it stopped."""
