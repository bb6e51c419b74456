"""Announces an access, where its place in the program is a step."""

from typing import Any

from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Access, Mode, Operation
from sandbox.inside.explorer.world.sharing import Revealed
from sandbox.inside.explorer.world.world import Aborted

READ, WRITE = Mode.READ, Mode.WRITE


def touch(place: int, kind: str, *touches: tuple[object, object, Mode]) -> Operation | None:
    """Returns when the thread may go on; the operation, if it was one, takes the value by `keep`."""
    world, sharing = stage.world, stage.sharing
    if world.is_over:
        raise Aborted
    if not world.unjoined:
        return None  # nobody else is there to see it, or was when it could have come earlier
    thread, seen = world.current.number, sharing.seen
    for thing, part, mode in touches:
        if (id(thing), thread, part, mode, place) not in seen and sharing.reveals(place, thread, thing, part, mode):
            world.stop(Revealed())
    if place not in sharing.steps:
        return None
    spot = sharing.places[place]
    things, number_of = world.things, world.number_of
    accesses: tuple[Access, ...] = tuple(
        [
            (known[0] if (known := things.get(id(thing))) is not None else number_of(thing), part, mode)
            for thing, part, mode in touches
        ]
    )
    operation = Operation(kind, spot.label, spot.line or stage.line(), accesses, touches[0][0])
    world.announce(operation)
    return operation


def keep_after(operation: Operation | None, thing: Any) -> None:
    """What a container looks like once its method has run."""
    if operation is not None:
        operation.after = stage.world.show(thing)


def keep(operation: Operation | None, value: Any) -> None:
    """The value that was read or written, in the form in which this execution keeps values."""
    if operation is not None:
        operation.value = stage.world.show(value)
