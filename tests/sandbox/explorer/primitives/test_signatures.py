"""The parameters of the modelled primitives are those of the real ones: names, order, kinds, and what is optional."""

import concurrent.futures
import inspect
import queue
import threading
import types

import pytest

from sandbox.inside.explorer.modules import FUTURES, QUEUE, THREADING

CLASSES = {
    f"{real.__name__}.{name}": (getattr(real, name), vars(ours)[name])
    for real, ours, names in (
        (threading, THREADING, "Thread Timer Condition Event Semaphore BoundedSemaphore Barrier"),
        (queue, QUEUE, "Queue LifoQueue PriorityQueue"),
        (concurrent.futures, FUTURES, "Future ThreadPoolExecutor"),
    )
    for name in names.split()
}
IN_C = {
    "Lock": (type(threading.Lock()), THREADING.Lock),
    "RLock": (type(threading.RLock()), THREADING.RLock),
    "SimpleQueue": (queue.SimpleQueue, QUEUE.SimpleQueue),
}
HIDDEN = {"mutex", "not_empty", "not_full", "all_tasks_done", "queue"}


def parameters(function: object) -> list[tuple[str, object, bool]]:
    """Name, kind and whether there is a default; without self, which C calls otherwise."""
    found = list(inspect.signature(function).parameters.values())  # type: ignore[arg-type]
    return [(each.name, each.kind, each.default is not each.empty) for each in found if each.name != "self"]


def public(cls: type) -> dict[str, object]:
    named = {name: getattr(cls, name) for name in dir(cls) if not name.startswith("_") and name != "isSet"}
    return {name: each for name, each in named.items() if name not in HIDDEN}


@pytest.mark.parametrize(("real", "ours"), CLASSES.values(), ids=CLASSES)
def test_a_class_takes_what_the_real_one_does(real: type, ours: type) -> None:
    assert parameters(ours) == parameters(real)


@pytest.mark.parametrize(("real", "ours"), CLASSES.values(), ids=CLASSES)
def test_its_methods_do_so_too(real: type, ours: type) -> None:
    methods = {name: each for name, each in public(real).items() if isinstance(each, types.FunctionType)}
    assert {name: parameters(getattr(ours, name)) for name in methods} == {
        name: parameters(each) for name, each in methods.items()
    }


@pytest.mark.parametrize(("real", "ours"), [*CLASSES.values(), *IN_C.values()], ids=[*CLASSES, *IN_C])
def test_nothing_that_is_public_is_missing(real: type, ours: type) -> None:
    assert public(real).keys() - dir(ours) == set()
