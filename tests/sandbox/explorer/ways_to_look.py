"""Ways to look at a thing, with programs that change it in two steps meanwhile."""

from typing import NamedTuple

PROGRAM = """
import threading
SETUP
lock, seen = threading.Lock(), []
def change():
    GUARD:
        FIRST
        SECOND
def look():
    GUARD:
        seen.append(LOOK)
threads = [threading.Thread(target=each) for each in (change, look)]
for each in threads: each.start()
for each in threads: each.join()
assert seen[0] != BETWEEN, seen
"""


class Way(NamedTuple):
    """A way to look at what another thread changes."""

    setup: str
    first: str
    second: str
    look: str
    between: str
    """What is seen between the two changes, and neither before nor after."""

    def program(self, guard: str) -> str:
        text = PROGRAM.replace("GUARD", guard).replace("BETWEEN", self.between).replace("LOOK", self.look)
        return text.replace("SETUP", self.setup).replace("FIRST", self.first).replace("SECOND", self.second)


def of_point(look: str, between: str, *, decorated: str = "@dataclass", more: str = "") -> Way:
    setup = f"from dataclasses import dataclass\n{decorated}\nclass P:\n    x: int = 0\n    y: int = 0\np = P()\n{more}"
    return Way(setup, "p.x = 1", "p.y = 1", look, between)


def of_counter(first: str, second: str, look: str, between: str) -> Way:
    return Way("from collections import Counter\nc = Counter()", first, second, look, between)


def of_own(setup: str, thing: str, *, before: str = "0", after: str = "1", look: str = "") -> Way:
    """Changed, and changed back."""
    return Way(setup, f"{thing} = {after}", f"{thing} = {before}", look or thing, after)


ORDERED = "@dataclass(order=True)"
KEYED = "from collections import defaultdict\nd = defaultdict"
HASHED = "@dataclass(unsafe_hash=True)"
WAYS = {
    "update of a counter": of_counter("c.update('a')", "c.update('b')", "len(c)", "1"),
    "update of a counter by another": of_counter("c.update({'a': 1})", "c.update({'b': 1})", "c['a'] + c['b']", "1"),
    "update of a counter by names": of_counter("c.update(a=1)", "c.update(b=1)", "c['a'] + c['b']", "1"),
    "update of a counter by its class": of_counter(
        "Counter.update(c, 'a')", "Counter.update(c, 'b')", "c.total()", "1"
    ),
    "subtract of a counter": of_counter("c.subtract('a')", "c.subtract('b')", "c['a'] + c['b']", "-1"),
    "total of a counter": of_counter("c['a'] += 1", "c['b'] += 1", "c.total()", "1"),
    "most common of a counter": of_counter("c['a'] += 1", "c['b'] += 1", "len(c.most_common())", "1"),
    "elements of a counter": of_counter("c['a'] = 1", "c['b'] = 1", "list(c.elements())", "['a']"),
    "update of one's own counter": Way(
        "from collections import Counter\nclass Stock(Counter): pass\nc = Stock()",
        "c.update('a')", "c.update('b')", "len(c)", "1",
    ),
    "update of one's own counter, from within": Way(
        "from collections import Counter\nclass Stock(Counter):\n"
        "    def update(self, *args):\n        super().update(*args)\nc = Stock()",
        "c.update('a')", "c.update('b')", "len(c)", "1",
    ),
    "str of fields": of_point("str(p)", "'P(x=1, y=0)'"),
    "repr of fields": of_point("repr(p)", "'P(x=1, y=0)'"),
    "repr of fields in slots": of_point("repr(p)", "'P(x=1, y=0)'", decorated="@dataclass(slots=True)"),
    "fields in a text": of_point("f'{p}'", "'P(x=1, y=0)'"),
    "fields in a text, as repr": of_point("f'{p!r}'", "'P(x=1, y=0)'"),
    "fields in a text by percent": of_point("'%s' % p", "'P(x=1, y=0)'"),
    "fields in a text by format": of_point("format(p)", "'P(x=1, y=0)'"),
    "fields in a list": of_point("str(ps)", "'[P(x=1, y=0)]'", more="ps = [p]"),
    "fields in a named tuple": of_point(
        "str(pair)", "'Pair(p=P(x=1, y=0))'",
        more="from typing import NamedTuple\nclass Pair(NamedTuple):\n    p: P\npair = Pair(p)",
    ),
    "fields in fields": of_point("str(q)", "'Q(p=P(x=1, y=0))'", more="@dataclass\nclass Q:\n    p: P\nq = Q(p)"),
    "a list in fields": Way(
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    xs: list\np = P([])",
        "p.xs.append(1)", "p.xs.append(2)", "str(p)", "'P(xs=[1])'",
    ),
    "hash of fields": of_point("hash(p) == hash(P(1, 0))", "True", decorated=HASHED),
    "hash of fields that are a key": of_point("d[p]", "7", decorated=HASHED, more=f"{KEYED}(int, {{P(1, 0): 7}})"),
    "hash of fields in get": of_point("d.get(p)", "7", decorated=HASHED, more="d = {P(1, 0): 7}"),
    "fields compared": of_point("p == P(1, 0)", "True"),
    "fields compared in lists": of_point("[p] == [P(1, 0)]", "True"),
    "fields compared by more than one": of_point("P(1, 0) == p == P(1, 0)", "True"),
    "fields counted": of_point("ps.count(P(1, 0))", "1", more="ps = [p]"),
    "fields found by in": of_point("P(1, 0) in ps", "True", more="ps = [p]"),
    "fields found by index": of_point("ps.index(P(1, 0))", "1", more="ps = [P(5, 5), p, P(1, 0)]"),
    "fields taken away": of_point("ps.remove(P(1, 0)) or len(ps) and ps[0] is p", "False", more="ps = [p, P(1, 0)]"),
    "fields in order": of_point(
        "ps.sort() or [each is p for each in ps]", "[False, True, False]",
        decorated=ORDERED, more="ps = [p, P(0, 5), P(1, 0.5)]",
    ),
    "fields in order, in a new list": of_point(
        "[each is p for each in sorted(ps)]", "[False, True, False]",
        decorated=ORDERED, more="ps = [p, P(0, 5), P(1, 0.5)]",
    ),
    "the largest by its fields": of_point(
        "max(ps) is p", "True", decorated=ORDERED, more="ps = [p, P(0, 5)]"
    )._replace(second="p.x = 0"),
    "a proxy's items": Way(
        "from types import MappingProxyType\nd = {'a': 1, 'b': 1}\nview = MappingProxyType(d)",
        "d['a'] = 0", "d['b'] = 2", "view['a'] + view['b']", "1",
    ),
    "a proxy's values": Way(
        "from types import MappingProxyType\nd = {'a': 1, 'b': 1}\nview = MappingProxyType(d)",
        "d['a'] = 0", "d['b'] = 2", "sum(view.values())", "1",
    ),
    "a proxy's get": Way(
        "from types import MappingProxyType\nd = {}\nview = MappingProxyType(d)",
        "d['a'] = 1", "d['a'] = 0", "view.get('a')", "1",
    ),
    "in of a user's dictionary": Way(
        "from collections import UserDict\nd = UserDict()", "d['a'] = 1", "del d['a']", "'a' in d", "True"
    ),
    "a user's dictionary gone through": Way(
        "from collections import UserDict\nd = UserDict()", "d['a'] = 1", "d['b'] = 1", "list(d.items())", "[('a', 1)]"
    ),
    "what lies beneath a user's dictionary": Way(
        "from collections import UserDict\nd = UserDict()", "d.data['a'] = 1", "d.data['b'] = 1", "len(d)", "1"
    ),
    "one's own dictionary from a user's": Way(
        "from collections import UserDict\nclass D(UserDict): pass\nd = D()", "d['a'] = 1", "d['b'] = 1", "len(d)", "1"
    ),
    "in of a chain": Way(
        "from collections import ChainMap\nbase = {}\nd = ChainMap({}, base)",
        "base['a'] = 1", "del base['a']", "'a' in d", "True",
    ),
    "an item of a chain": Way(
        "from collections import ChainMap\nbase = {'a': 0}\nd = ChainMap({}, base)",
        "base['a'] = 1", "base['a'] = 0", "d['a']", "1",
    ),
    "a chain that is written": Way(
        "from collections import ChainMap\nbase = {'a': 0}\nd = ChainMap(base)",
        "d['a'] = 1", "d['a'] = 0", "base['a']", "1",
    ),
    "len of a user's list": Way(
        "from collections import UserList\nu = UserList()", "u.append(1)", "u.append(2)", "len(u)", "1"
    ),
    "a user's list in a condition": Way(
        "from collections import UserList\nu = UserList()", "u.append(1)", "u.pop()", "1 if u else 0", "1"
    ),
    "a user's list made longer in place": Way(
        "from collections import UserList\nu = UserList()\ndef more():\n    global u\n    u += [1]",
        "more()", "more()", "len(u)", "1",
    ),
    "repr of a namespace": Way(
        "from types import SimpleNamespace\ns = SimpleNamespace(a=0, b=0)",
        "s.a = 1", "s.b = 1", "repr(s)", "'namespace(a=1, b=0)'",
    ),
    "a namespace compared": Way(
        "from types import SimpleNamespace\ns = SimpleNamespace(a=0, b=0)",
        "s.a = 1", "s.b = 1", "s == SimpleNamespace(a=1, b=0)", "True",
    ),
    "a list in a deque": Way(
        "from collections import deque\nxs = [0, 0]\nd = deque([xs])",
        "xs[0] = 1", "xs[1] = 1", "str(d)", "'deque([[1, 0]])'",
    ),
    "an attribute that super() finds": of_own(
        "class A:\n    n = 0\nclass B(A):\n    def read(self): return super().n\nb = B()", "A.n", look="b.read()"
    ),
    "an attribute of a member of an enumeration": of_own(
        "from enum import Enum\nclass L(Enum):\n    R = 1\nL.R.n = 0", "L.R.n"
    ),
    "an attribute of an exception": of_own("e = ValueError()\ne.code = 0", "e.code"),
    "an attribute of one's own exception": of_own("class E(Exception):\n    code = 0\ne = E()", "e.code"),
    "arguments of an exception": of_own("e = ValueError(0)", "e.args", before="(0,)", after="(1,)"),
    "arguments of one's own exception": of_own(
        "class E(Exception): pass\ne = E(0)", "e.args", before="(0,)", after="(1,)"
    ),
    "a list among the arguments of an exception": Way(
        "e = ValueError([])", "e.args[0].append(1)", "e.args[0].append(2)", "str(e)", "'[1]'"
    ),
    "str of an exception": of_own("e = ValueError(0)", "e.args", before="(0,)", after="(1,)", look="(int(str(e)),)"),
    "the cause of an exception": of_own(
        "e, cause = ValueError(), KeyError()", "e.__cause__", before="None", after="cause"
    ),
    "a function's name": of_own("def f(): pass", "f.__name__", before="'f'", after="'g'"),
    "a function's name, by a method": of_own(
        "class C:\n    def f(self): pass\nc = C()", "C.f.__name__", before="'f'", after="'g'", look="c.f.__name__"
    ),
    "a default factory": of_own(
        "from collections import defaultdict\nd = defaultdict(int)", "d.default_factory", before="int", after="str"
    ),
    "a default factory at work": of_own(
        "from collections import defaultdict\nd = defaultdict(int)",
        "d.default_factory", before="int", after="str", look="type(d['a'])",
    ),
    "the precision of a context": of_own(
        "from decimal import Context\ncontext = Context(prec=5)", "context.prec", before="5", after="2"
    ),
    "whether a thread is a daemon": of_own(
        "import threading\nt = threading.Thread()", "t.daemon", before="False", after="True"
    ),
    "the name of a thread, where it is shown": of_own(
        "import threading\nt = threading.Thread(name='a')", "t.name", before="'a'", after="'b'", look="repr(t)[8]"
    ),
    "the attributes that there are": Way(
        "class Box: pass\nbox = Box()", "box.a = 1", "box.b = 1", "'a' in dir(box) and 'b' not in dir(box)", "True"
    ),
}  # fmt: skip
