"""The modules a program may import: ours in place of those of threads and time, and harmless ones of the library."""

import concurrent.futures
import functools
import importlib
import random
import threading
import time
import types
from functools import cache
from queue import Empty, Full
from typing import Any, NoReturn

from sandbox.inside.explorer.allowing import MODULES, reason_against_module
from sandbox.inside.explorer.primitives import (
    barriers,
    clocks,
    completing,
    conditions,
    events,
    futures,
    locks,
    pools,
    queues,
    remembering,
    semaphores,
    thread_local,
    threads,
    timers,
)
from sandbox.inside.explorer.primitives.days import Date, DateTime
from sandbox.inside.explorer.touching.reaching import refuse


class Module(types.ModuleType):
    """One of ours, or a facade. What a real one has besides is refused, as is giving it something else to have."""

    def __getattr__(self, name: str) -> NoReturn:
        real = importlib.import_module(self.__name__)
        if hasattr(real, name) and not name.startswith("__") and not isinstance(getattr(real, name), types.ModuleType):
            refuse(f"“{self.__name__}.{name}” {UNFOLLOWED.get(name, 'does what it cannot follow')}")
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        refuse(f"it cannot follow a program that changes “{self.__name__}.{name}” for everybody")


def module(name: str, **content: object) -> types.ModuleType:
    made = Module(name)
    made.__dict__.update(content)
    return made


THREADING = module(
    "threading",
    Thread=threads.Thread, Timer=timers.Timer, local=thread_local.local, Lock=locks.Lock, RLock=locks.RLock,
    Condition=conditions.Condition, Event=events.Event, Semaphore=semaphores.Semaphore,
    BoundedSemaphore=semaphores.BoundedSemaphore, Barrier=barriers.Barrier,
    BrokenBarrierError=barriers.BrokenBarrierError, ThreadError=RuntimeError,
    current_thread=threads.current_thread, currentThread=threads.current_thread, main_thread=threads.main_thread,
    get_ident=threads.get_ident, get_native_id=threads.get_ident, enumerate=threads.living,
    active_count=threads.active_count, activeCount=threads.active_count, TIMEOUT_MAX=threading.TIMEOUT_MAX,
)  # fmt: skip
QUEUE = module(
    "queue", Queue=queues.Queue, LifoQueue=queues.LifoQueue, PriorityQueue=queues.PriorityQueue,
    SimpleQueue=queues.SimpleQueue, Empty=Empty, Full=Full, ShutDown=queues.ShutDown,
)  # fmt: skip
TIME = module(
    "time", sleep=clocks.sleep, time=clocks.wall_clock, time_ns=clocks.wall_clock_ns, monotonic=clocks.monotonic,
    monotonic_ns=clocks.monotonic_ns, perf_counter=clocks.monotonic, perf_counter_ns=clocks.monotonic_ns,
    process_time=clocks.monotonic, process_time_ns=clocks.monotonic_ns, thread_time=clocks.monotonic,
    thread_time_ns=clocks.monotonic_ns, localtime=clocks.localtime, gmtime=clocks.gmtime, ctime=clocks.ctime,
    asctime=clocks.asctime, strftime=clocks.strftime, mktime=time.mktime, strptime=time.strptime,
    struct_time=time.struct_time, timezone=time.timezone, altzone=time.altzone, daylight=time.daylight,
    tzname=time.tzname,
)  # fmt: skip
FUTURES = module(
    "concurrent.futures", ThreadPoolExecutor=pools.ThreadPoolExecutor, Future=futures.Future, wait=completing.wait,
    as_completed=completing.as_completed, CancelledError=concurrent.futures.CancelledError,
    InvalidStateError=concurrent.futures.InvalidStateError,
    TimeoutError=TimeoutError, BrokenExecutor=concurrent.futures.BrokenExecutor, Executor=pools.Executor,
    ALL_COMPLETED=concurrent.futures.ALL_COMPLETED,
    FIRST_COMPLETED=concurrent.futures.FIRST_COMPLETED, FIRST_EXCEPTION=concurrent.futures.FIRST_EXCEPTION,
)  # fmt: skip
OURS = {
    "threading": THREADING, "queue": QUEUE, "time": TIME, "concurrent": module("concurrent", futures=FUTURES),
    "concurrent.futures": FUTURES,
}  # fmt: skip


def module_named(name: str) -> types.ModuleType:
    """Ours, or a facade of the library's: its own public names, and no module that it uses itself."""
    if name not in OURS and name not in MODULES:
        refuse(reason_against_module(name))
    chance.is_reached |= name == "random"
    return facade(name) if name not in OURS else OURS[name]


@cache
def facade(name: str) -> types.ModuleType:
    real = importlib.import_module(name)
    hidden = HIDDEN.get(name, ())
    public = {key: value for key, value in vars(real).items() if not key.startswith("_") and key not in hidden}
    shown = module(name, **{key: value for key, value in public.items() if not isinstance(value, types.ModuleType)})
    if name == "collections":
        shown.__dict__["abc"] = facade("collections.abc")
    if name == "random":
        shown.__dict__.update({key: getattr(chance, key) for key in public if hasattr(chance, key) and key.islower()})
    shown.__dict__.update(INSTEAD_OF.get(name, {}))
    return shown


HIDDEN = {
    "operator": ("attrgetter", "methodcaller"),
    "types": ("FunctionType", "CodeType", "LambdaType", "FrameType", "CellType", "new_class", "prepare_class"),
    "typing": ("get_type_hints", "ForwardRef", "evaluate_forward_ref"),
    "string": ("Formatter",),
    "functools": ("singledispatch", "singledispatchmethod"),
    "contextlib": ("redirect_stdout", "redirect_stderr", "chdir"),
    "random": ("SystemRandom",),
    "dataclasses": ("make_dataclass",),
}
"""Ways around what the syntax tree shows, and to what is outside of the process."""
UNFOLLOWED = {
    "ProcessPoolExecutor": "starts processes, which share no memory, so their orders cannot be tried here; run it",
    "SystemRandom": "is different in every run",
}


class Chance(random.Random):
    """Random numbers that are the same in every execution, also where no seed is given."""

    is_seeded = True
    """Which thread takes which of them is a matter of their order; of those without a seed, nobody can tell."""

    is_reached = True
    """Whether a program may have taken some since they began."""

    def __init__(self, x: Any = None) -> None:
        super().__init__(0 if x is None else x)

    def begin(self) -> None:
        """Anew, for an execution; seeding takes a good part of a short one."""
        if self.is_reached:
            self.seed(0)
            self.is_reached = False

    def seed(self, a: Any = None, version: int = 2) -> None:
        super().seed(0 if a is None else a, version)


def _wraps(wrapped: Any) -> Any:
    return lambda wrapper: functools.update_wrapper(wrapper, wrapped)


def _update_wrapper(wrapper: Any, wrapped: Any) -> Any:
    return functools.update_wrapper(wrapper, wrapped)


INSTEAD_OF: dict[str, dict[str, object]] = {
    "random": {"Random": Chance},
    "datetime": {"date": Date, "datetime": DateTime},
    "functools": {
        "lru_cache": remembering.lru_cache, "cache": remembering.cache,
        "cached_property": remembering.cached_property, "wraps": _wraps, "update_wrapper": _update_wrapper,
    },
}  # fmt: skip
"""Of the library's modules, too."""
chance = Chance(0)
chance.is_seeded = False
"""What the program's random numbers come from: seeded anew for every execution."""
