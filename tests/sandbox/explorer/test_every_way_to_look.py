"""No way to look at what others change goes unseen: of the syntax, or of a function that is not the program's own."""

import pytest

from sandbox.inside.explorer.exploring import explore

PROGRAM = """
import threading
IMPORTS
lock = threading.Lock()
class Free:
    def __enter__(self): pass
    def __exit__(self, *error): pass
free = Free()
def look(l): return LOOK
def change(l):
    ON
    OFF
l, m, seen = MADE, MADE, []
def first():
    with HELD: change(CHANGED)
def second():
    with HELD: seen.append(look(l))
before = look(l)
threads = [threading.Thread(target=each) for each in (first, second)]
for each in threads: each.start()
for each in threads: each.join()
assert seen[0] == before, "half changed"
"""
LIST = ("['a']", "l[0] = 'b'", "l[0] = 'a'")
EMPTY = ("[]", "l.append(1)", "l.pop()")
NUMBERS = ("[1, 1]", "l[0] = 2", "l[0] = 1")
NESTED = ("[[]]", "l[0].append(1)", "l[0].pop()")
PAIRS = ("[[1, 1]]", "l[0][0] = 2", "l[0][0] = 1")
DICT = ("{'a': 1}", "l['a'] = 2", "l['a'] = 1")
BYTES = ("bytearray(b'a')", "l[0] = 98", "l[0] = 97")
HEAP = ("[1, 2]", "l[0] = 0", "l[0] = 1")
POINT = ("P(1)", "l.x = 2", "l.x = 1")
CLASS = "from dataclasses import dataclass, asdict, astuple, replace\nimport copy\n@dataclass\nclass P:\n    x: int\n"
PAIR = "from collections import namedtuple\nPair = namedtuple('Pair', 'a b')"
MATCHED = "def matched(l):\n    match l:\n        case [2, 1]: return 2\n    return 1"
SLICED = "def sliced(l):\n    new = [0]\n    new[:] = l\n    return new[0]"
TOGETHER = "def together(*args, **kwargs): return (*args, *kwargs.values())"
WAYS: dict[str, tuple[tuple[str, str, str], str] | tuple[tuple[str, str, str], str, str]] = {
    "bool of a list": (EMPTY, "bool(l)"),
    "bool of a dictionary": (("{}", "l[1] = 1", "l.pop(1)"), "bool(l)"),
    "bool of a set": (("set()", "l.add(1)", "l.discard(1)"), "bool(l)"),
    "bool of a deque": (("deque()", "l.append(1)", "l.pop()"), "bool(l)", "from collections import deque"),
    "bool, as a number": (EMPTY, "int(bool(l))"),
    "bool by another name": (EMPTY, "truth(l)", "truth = bool"),
    "bool of each": (NESTED, "tuple(map(bool, l))"),
    "a number out of bytes": (("bytearray(b'1')", "l[0] = 50", "l[0] = 49"), "int(l)"),
    "a float out of bytes": (("bytearray(b'1')", "l[0] = 50", "l[0] = 49"), "float(l)"),
    "not": (EMPTY, "not l"),
    "and": (EMPTY, "bool(l and 1)"),
    "len": (EMPTY, "len(l)"),
    "any of what is nested": (NESTED, "any(l)"),
    "all of what is nested": (NESTED, "all(l)"),
    "any of what a generator gives": (NESTED, "any(each for each in l)"),
    "the truth that a filter asks for": (NESTED, "any(True for _ in filter(None, l))"),
    "the truth that filterfalse asks for": (
        NESTED, "any(True for _ in filterfalse(None, l))", "from itertools import filterfalse"
    ),
    "the length of each": (NESTED, "tuple(map(len, l))"),
    "the length of each, as a key": (NESTED, "len(max(l, key=len))"),
    "a condition": (EMPTY, "1 if l else 2"),
    "a literal that joins": (LIST, "','.join(l)"),
    "a variable that joins": (LIST, "comma.join(l)", "comma = ','"),
    "a method of the class that joins": (LIST, "str.join(',', l)"),
    "bytes that join": (BYTES, "b''.join([l])"),
    "format": (LIST, "'{}'.format(l)"),
    "format by name": (DICT, "'{a}'.format(**l)"),
    "format with a dictionary": (DICT, "'{a}'.format_map(l)"),
    "translate": (("{97: 'a'}", "l[97] = 'b'", "l[97] = 'a'"), "'a'.translate(l)"),
    "percent": (LIST, "'%s' % l"),
    "percent by name": (DICT, "'%(a)s' % l"),
    "an f-string": (PAIRS, "f'{l}'"),
    "an f-string with repr": (PAIRS, "f'{l!r:>20}'"),
    "an object in an f-string": (POINT, "f'{l}'", CLASS),
    "repr of an object": (POINT, "repr(l)", CLASS),
    "str": (PAIRS, "str(l)"),
    "a template": (DICT, "Template('$a').substitute(l)", "from string import Template"),
    "wrapped text": (LIST, "shorten(' '.join(l), 20)", "from textwrap import shorten"),
    "json": (DICT, "json.dumps(l)", "import json"),
    "arguments by star": (NUMBERS, "together(*l)", TOGETHER),
    "arguments by two stars": (DICT, "together(**l)", TOGETHER),
    "arguments of a class": (DICT, "P(**l).x", CLASS.replace("x: int", "a: int\n    x = property(lambda p: p.a)")),
    "a list with a star": (NUMBERS, "tuple([*l])"),
    "a tuple with a star": (NUMBERS, "(*l,)"),
    "a set with a star": (NUMBERS, "2 in {*l}"),
    "a dictionary in another": (DICT, "{**l}['a']"),
    "a dictionary made of another": (DICT, "dict(**l)['a']"),
    "a dictionary made of another by place": (DICT, "dict(l)['a']"),
    "a list's own class": (NUMBERS, "Numbers(l)[0]", "class Numbers(list): pass"),
    "a named tuple made of a list": (NUMBERS, "Pair._make(l).a", PAIR),
    "unpacking in a loop": (PAIRS, "sum(a * b for a, b in l)"),
    "bytes before": (BYTES, "b'-' + l"),
    "bytes after": (BYTES, "bytes(l + b'-')"),
    "bytes compared": (BYTES, "b'a' == l"),
    "a chain of comparisons": (NUMBERS, "[0] < l < [2]"),
    "a chain of memberships": (NUMBERS, "1 < 2 in l"),
    "a pattern": (NUMBERS, "matched(l)", MATCHED),
    "random.choice": (NUMBERS, "random.Random(1).choice(l)", "import random"),
    "random.sample": (NUMBERS, "sum(random.sample(l, 2))", "import random"),
    "random.choices": (NUMBERS, "sum(random.choices(l, k=9))", "import random"),
    "random weights": (("[1, 0]", "l[:] = 0, 1", "l[:] = 1, 0"), "random.choices('ab', l)[0]", "import random"),
    "heapq.nsmallest": (HEAP, "heapq.nsmallest(1, l)[0]", "import heapq"),
    "heapq.merge": (HEAP, "tuple(heapq.merge(l, [5]))[0]", "import heapq"),
    "heapq.merge of lists": (PAIRS, "[each[0] for each in heapq.merge([l[0]], [[1, 5]])][0]", "import heapq"),
    "bisect": (HEAP, "bisect.bisect_left(l, 1)", "import bisect"),
    "reduce": (NUMBERS, "reduce(add, l)", "from functools import reduce\nfrom operator import add"),
    "sum of lists": (PAIRS, "sum((each for each in l), [])[0]"),
    "the least of a generator": (PAIRS, "min(each for each in l)[0]"),
    "accumulate of lists": (PAIRS, "tuple(accumulate(l, list.__add__))[0][0]", "from itertools import accumulate"),
    "starmap": (PAIRS, "tuple(starmap(pow, l))", "from itertools import starmap"),
    "cycle": (NUMBERS, "next(cycle(l))", "from itertools import cycle"),
    "zip_longest": (NUMBERS, "tuple(zip_longest(l, [1, 2, 3]))", "from itertools import zip_longest"),
    "compress": (NESTED, "tuple(compress('a', l))", "from itertools import compress"),
    "groupby": (NUMBERS, "len([1 for _ in groupby(l)])", "from itertools import groupby"),
    "product": (NUMBERS, "tuple(product(l))", "from itertools import product"),
    "statistics.mean": (NUMBERS, "statistics.mean(l)", "import statistics"),
    "math.fsum": (NUMBERS, "math.fsum(l)", "import math"),
    "math.prod": (NUMBERS, "math.prod(l)", "import math"),
    "Counter": (NUMBERS, "Counter(l)[2]", "from collections import Counter"),
    "itemgetter": (NUMBERS, "itemgetter(0)(l)", "from operator import itemgetter"),
    "operator.eq": (NUMBERS, "operator.eq([2, 1], l)", "import operator"),
    "copy": (NUMBERS, "copy.copy(l)[0]", CLASS),
    "deepcopy of an object": (POINT, "copy.deepcopy([l])[0].x", CLASS),
    "astuple": (POINT, "astuple(l)", CLASS),
    "a method-wrapper": (NUMBERS, "([2, 1],).__eq__((l,))"),
    "an iterator by its method": (NUMBERS, "next(l.__iter__())"),
    "a slice that takes another list": (NUMBERS, "sliced(l)", SLICED),
    "bytes in place": (BYTES, "joined(l)", "def joined(l):\n    new = b'-'\n    new += l\n    return new"),
    "deeper than five lists": (("[[[[[[0]]]]]]", "l[0][0][0][0][0][0] = 1", "l[0][0][0][0][0][0] = 0"), "str(l)"),
    "the last of two hundred": (("[[0] for _ in range(200)]", "l[199][0] = 1", "l[199][0] = 0"), "str(l)"),
}  # fmt: skip
"""What is made, its two changes, how it is looked at, and what that needs: a class, a function, an import."""
ONE_ORDER = "proved: 1 order, "


def program(way: str, *, held: str, changed: str = "l") -> str:
    (made, on, off), look, *imports = WAYS[way]
    source = PROGRAM.replace("IMPORTS", "".join(imports)).replace("LOOK", look).replace("MADE", made)
    return source.replace("ON", on).replace("OFF", off).replace("HELD", held).replace("CHANGED", changed)


@pytest.mark.parametrize("way", WAYS)
def test_who_looks_between_two_changes_is_found(way: str) -> None:
    answer = explore(program(way, held="free"), seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert "half changed" in answer["failure"]["message"]


@pytest.mark.parametrize("way", WAYS)
def test_who_looks_under_a_lock_is_proved(way: str) -> None:
    answer = explore(program(way, held="lock"), seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


@pytest.mark.parametrize("way", WAYS)
def test_who_looks_at_what_nobody_changes_has_one_order(way: str) -> None:
    answer = explore(program(way, held="free", changed="m"), seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
    assert answer["reached"].startswith(ONE_ORDER)
