"""What cannot be explored is refused with a sentence and a line, whether the text shows it or the run does."""

import re

import pytest

from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.modules import THREADING, TIME

SHOWN_BY_THE_TEXT = {
    "a module of processes": "import multiprocessing",
    "a module of sockets": "import socket",
    "a module of the interpreter": "import sys",
    "a module of files": "from pathlib import Path",
    "frames by their module": "import inspect",
    "the collector": "import gc",
    "built-in names by their module": "import builtins",
    "foreign functions": "import ctypes",
    "a loader of modules": "import importlib",
    "a module by another name": "import os as threading",
    "a part of a module": "from os import path",
    "a neighbour": "from . import secret",
    "every name of a module": "from threading import *",
    "tasks and threads in one program": "import asyncio\nimport threading",
    "a coroutine": "async def main(): pass",
    "a wait at the top": "await 5",
    "exec": "exec('x = 1')",
    "exec by another name": "run = exec",
    "exec as a decorator": "@exec\nclass A: pass",
    "exec as a default": "f = lambda run=exec: run('x = 1')",
    "exec in a class body": "class A:\n    run = exec",
    "exec in a pattern": "match 1:\n    case 1 if exec('x'): pass",
    "eval in a comprehension": "[eval(text) for text in ['1']]",
    "compile": "compile('1', 'x', 'eval')",
    "the module's names by text": "globals()['x'] = 1",
    "a frame's names by text": "locals()",
    "an object's names by text": "vars()",
    "a module by text": "__import__('os')",
    "files": "open('secret.txt')",
    "input": "input()",
    "a debugger": "breakpoint()",
    "addresses": "print(id(3))",
    "a pager": "help(3)",
    "the built-in names": "__builtins__['exec']",
    "the built-in names by an alias": "import math as __builtins__",
    "the built-in names by a function": "def __builtins__(): pass",
    "the built-in names by a class": "class __builtins__: pass",
    "the built-in names by a parameter": "def f(__builtins__): pass",
    "the built-in names by a global": "def f():\n    global __builtins__",
    "the built-in names by a handler": "try: pass\nexcept Exception as __builtins__: pass",
    "the built-in names by a capture": "match 1:\n    case __builtins__: pass",
    "the built-in names by the rest": "match {}:\n    case {**__builtins__}: pass",
    "the built-in names by a loop": "for __builtins__ in []: pass",
    "a loader": "__loader__",
    "every class": "object.__subclasses__()",
    "the bases of a class": "int.__bases__",
    "the order of bases": "int.__mro__",
    "an object's dictionary": "class A: pass\nA().__dict__",
    "a function's globals": "def f(): pass\nf.__globals__",
    "a function's code": "def f(): pass\nf.__code__",
    "a function's variables": "def f(): pass\nf.__closure__",
    "whom a method is of": "[].append.__self__",
    "another module's name": "class A:\n    __module__ = 'sandbox.inside.explorer'",
    "what happens when an object goes": "class A:\n    def __del__(self): pass",
    "what happens at every attribute": "class A:\n    def __getattribute__(self, name): pass",
    "what happens at every assignment": "class A:\n    def __setattr__(self, name, value): pass",
    "a generator's frame": "(x for x in []).gi_frame",
    "an error's frame": "try: 1 / 0\nexcept ZeroDivisionError as e: e.__traceback__.tb_frame",
    "the frame before": "frame = None\nframe.f_back",
    "a name of the explorer's": "_il_tick = print",
    "a parameter of the explorer's name": "f = lambda _il_tick: 1",
    "a function of the explorer's name": "def _il_touch(): pass",
    "an attribute of the explorer's name": "class A: pass\nA()._il_x",
    "a pattern that reads attributes": "class A: pass\nmatch A():\n    case A(x=1): pass",
    "a pattern that reads by position": "class A: pass\nmatch A():\n    case A(1): pass",
    "a pattern that binds what functions see": "def f(): print(x)\nx = 0\nmatch 1:\n    case x: pass",
}
SHOWN_BY_THE_RUN = {
    "globals by getattr": "def f(): pass\ngetattr(f, '__glo' + 'bals__')",
    "globals by getattr in a map": "def f(): pass\nlist(map(getattr, [f], ['__glo' + 'bals__']))",
    "globals by hasattr": "def f(): pass\nhasattr(f, '__glo' + 'bals__')",
    "a dictionary by getattr of another name": "look = getattr\nclass A: pass\nlook(A(), '__di' + 'ct__')",
    "getattr by partial": "from functools import partial\npartial(getattr, print)('__se' + 'lf__')",
    "setattr of a special name": "class A: pass\nsetattr(A, '__mod' + 'ule__', 'x')",
    "delattr of a special name": "class A: pass\ndelattr(A, '__mod' + 'ule__')",
    "attrgetter": "import operator\noperator.attrgetter('__globals__')",
    "attrgetter by its name": "from operator import attrgetter",
    "methodcaller": "from operator import methodcaller",
    "a format that reaches in": "'{0.__class__}'.format(1)",
    "a format that reaches an item": "'{0[0]}'.format([1])",
    "a format from the class": "str.format('{0.real}', 1)",
    "a format in a map": "list(map('{0.real}'.format, [1]))",
    "a format of a mapping": "'{a.real}'.format_map({'a': 1})",
    "a formatter": "import string\nstring.Formatter()",
    "types that make functions": "from types import FunctionType",
    "hints that are evaluated": "from typing import get_type_hints",
    "annotations that are evaluated": "from functools import singledispatch",
    "a class made by calling type": "type('A', (), {})",
    "a module's attribute": "import time\ntime.sleep = print",
    "a module's attribute by text": "import time\nsetattr(time, 'sleep', print)",
    "a primitive's class": "import threading\nthreading.Event.set = print",
    "a library's class": "from random import Random\nRandom.random = None",
    "a primitive's method": "import threading\nthreading.Event().set = print",
    "who holds a lock": "import threading\nthreading.Lock().owner",
    "the inside of an event": "import threading\nthreading.Event()._is_set = True",
    "the inside of a thread": "import threading\nthreading.current_thread()._being",
    "the inside of a subclass": "import threading\nclass T(threading.Thread): pass\nT()._being",
    "the inside of a method": "items = []\nitems.append._thing",
    "hooks of threading": "import threading\nthreading.settrace(print)",
    "processes of a pool": "from concurrent.futures import ProcessPoolExecutor",
    "chance that cannot be had again": "from random import SystemRandom",
    "output that goes elsewhere": "from contextlib import redirect_stdout",
}


@pytest.mark.parametrize("what", SHOWN_BY_THE_TEXT)
def test_what_the_text_shows_is_refused_before_anything_runs(what: str) -> None:
    answer = explore("print('ran')\n" + SHOWN_BY_THE_TEXT[what], seconds=1)
    assert_refused(answer)
    assert answer["output"] == ""


@pytest.mark.parametrize("what", SHOWN_BY_THE_RUN)
def test_what_the_run_shows_is_refused(what: str) -> None:
    assert_refused(explore(SHOWN_BY_THE_RUN[what], seconds=1))


def assert_refused(answer: dict[str, object]) -> None:
    assert answer["verdict"] == "refused", answer["failure"] or answer["reached"]
    assert re.search(r"\(line [1-9]\d*\): .{15,}\.$", str(answer["reached"]))
    assert answer["failure"] is None
    assert answer["steps"] == []


def test_a_refusal_cannot_be_caught() -> None:
    caught = "try:\n    getattr(print, '__se' + 'lf__')\nexcept BaseException:\n    pass"
    assert_refused(explore(caught, seconds=1))


def test_a_refused_program_leaves_nothing_changed() -> None:
    sleep, lock = TIME.sleep, THREADING.Lock
    explore("import time, threading\ntime.sleep = threading.Lock = None", seconds=1)
    assert (TIME.sleep, THREADING.Lock) == (sleep, lock)


ALLOWED = {
    "names that only look like built-in ones": "def f(id, input=1): return id\nvars = f(3)",
    "attributes that only look like frames'": "class A: pass\na = A()\na.f_score = a.co_workers = 1",
    "private attributes of one's own": (
        "class A:\n    def __init__(self): self.__x = 1\n    def get(self): return self.__x\nA().get()"
    ),
    "getattr with a plain text": "class A: x = 1\nassert getattr(A(), 'x') == 1 and getattr(A(), 'y', 2) == 2",
    "a format by position": "assert '{} {0!r}'.replace('0', '').format(1, 2) == '1 2'",
    "a plain pattern": "match 3:\n    case int(): pass\n    case [int(n), *rest]: pass",
    "attributes of a thread": "import threading\nt = threading.Thread(target=print)\nt.result = 1\nt.name = 'x'",
    "the same value for several names of an enumeration": (
        "from enum import Enum\nclass A(Enum):\n    X = Y = 1\nassert A.Y.name == 'X' and len(A) == 1"
    ),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_is_harmless_is_allowed(what: str) -> None:
    answer = explore(ALLOWED[what], seconds=10)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
