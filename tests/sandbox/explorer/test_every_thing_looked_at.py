"""Whatever is not immutable all the way down is announced where it is looked at: half of a change is seen.

One thread changes a thing in two steps, another looks at it; with a lock around both, nobody sees what is between.
"""

import pytest

from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.program import load
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.search.sampling import Random
from sandbox.inside.explorer.search.searching import Search
from sandbox.inside.explorer.search.verdicts import Verdict
from sandbox.inside.explorer.world.sharing import Revealed
from sandbox.inside.explorer.world.world import Scheduler, World
from tests.sandbox.explorer.ways_to_look import WAYS, Way


@pytest.mark.parametrize("what", WAYS)
def test_what_is_between_is_seen(what: str) -> None:
    answer = explore(WAYS[what].program("if True"), seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert answer["failure"]["kind"] == "exception"
    assert "AssertionError" in answer["failure"]["message"]


@pytest.mark.parametrize("what", WAYS)
def test_with_a_lock_it_is_proved(what: str) -> None:
    answer = explore(WAYS[what].program("with lock"), seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


ASKING_FIRST = {
    "pop": "d.pop('a', None)",
    "setdefault": "d.setdefault('a', 1)",
    "popitem": "d.popitem()",
}


@pytest.mark.parametrize("what", ASKING_FIRST)
def test_what_asks_first_and_then_changes_is_refused_unless_it_is_alone(what: str) -> None:
    way = Way("from collections import UserDict\nd = UserDict(a=0, b=0)", "d['c'] = 1", "d['d'] = 1", "", "5")
    way = way._replace(look=ASKING_FIRST[what])
    refused = explore(way.program("if True"), seconds=30)
    assert refused["verdict"] == "refused", refused["reached"]
    assert f"“{what}” of a UserDict asks first and then changes" in refused["reached"]
    alone = explore(way.program("with lock"), seconds=30)
    assert alone["verdict"] == "proved", alone["failure"] or alone["reached"]


REPLACED = {
    "a method": ("class C:\n    def m(self): return 0\nc = C()", "C.m = lambda self: 1", "c.m()"),
    "a method that is new": ("class C:\n    m = 0\nc = C()", "C.m = lambda self: 1", "c.m"),
    "a method taken away": ("class C:\n    def m(self): return 0\nc = C()", "del C.m", "hasattr(c, 'm')"),
    "a method of the class above": (
        "class A:\n    def m(self): return 0\nclass B(A): pass\nb = B()", "A.m = lambda self: 1", "b.m()"
    ),
    "a property": ("class C:\n    @property\n    def m(self): return 0\nc = C()", "C.m = 1", "c.m"),
    "a length": ("class C:\n    def __len__(self): return 0\nc = C()", "C.__len__ = lambda self: 1", "len(c)"),
    "a truth": ("class C: pass\nc = C()", "C.__bool__ = lambda self: False", "bool(c)"),
    "a call": ("class C:\n    def __call__(self): return 0\nc = C()", "C.__call__ = lambda self: 1", "c()"),
    "an equality": ("class C: pass\nc = C()", "C.__eq__ = lambda self, other: True", "c == 3"),
    "a hash": ("class C: pass\nc = C()", "C.__hash__ = None", "1"),
    "a method by setattr": (
        "class C:\n    def m(self): return 0\nc = C()", "setattr(C, 'm', lambda self: 1)", "c.m()"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REPLACED)
def test_a_method_replaced_while_others_run_is_refused(what: str) -> None:
    setup, change, look = REPLACED[what]
    answer = explore(Way(setup, change, "pass", look, "2").program("if True"), seconds=30)
    assert answer["verdict"] == "refused", answer["reached"]
    assert "is replaced while other threads run" in answer["reached"]


@pytest.mark.parametrize("what", REPLACED)
def test_a_method_replaced_before_they_run_is_followed(what: str) -> None:
    setup, change, look = REPLACED[what]
    answer = explore(Way(f"{setup}\n{change}", "pass", "pass", look, "2").program("if True"), seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


@pytest.mark.parametrize("setting", ["c.__class__ = B", "setattr(c, '__class__', B)"])
def test_another_class_for_an_object_is_refused(setting: str) -> None:
    answer = explore(f"class A: pass\nclass B: pass\nc = A()\n{setting}", seconds=30)
    assert answer["verdict"] == "refused"
    assert "setting “__class__” makes an object one of another class" in answer["reached"]


@pytest.mark.parametrize("asking", ["dir()", "names = dir\n    names()"])
def test_names_made_from_text_are_refused_where_they_would_be_the_explorers(asking: str) -> None:
    answer = explore(f"def f():\n    a = 1\n    {asking}\nf()", seconds=30)
    assert answer["verdict"] == "refused"
    assert "(line 3)" in answer["reached"] or "(line 4)" in answer["reached"]
    assert "“dir()” without an object" in answer["reached"]


BY_TWO = """
import threading
from collections import Counter
c = Counter(SOME)
lock = threading.Lock()
def work():
    global c
    GUARD: ACT
threads = [threading.Thread(target=work) for _ in range(2)]
for each in threads: each.start()
for each in threads: each.join()
assert abs(c["a"]) == 2, c
"""
LOST = {
    "subtract": "c.subtract('a')",
    "update by another": "c.update({'a': 1})",
    "in place": "c += Counter(a=1)",
    "in place, by its method": "c = c.__iadd__(Counter(a=1))",
}
AT_ONCE = {
    "update": "c.update('a')",
    "update by a list": "c.update(['a'])",
    "update by an iterator": "c.update(iter('a'))",
}


@pytest.mark.parametrize("some", ["", "z=1"])
@pytest.mark.parametrize("what", LOST)
def test_what_a_counter_does_in_python_can_be_lost(what: str, some: str) -> None:
    text = BY_TWO.replace("ACT", LOST[what]).replace("SOME", some)
    assert explore(text.replace("GUARD", "if True"), seconds=30)["verdict"] == "fails"
    assert explore(text.replace("GUARD", "with lock"), seconds=30)["verdict"] == "proved"


@pytest.mark.parametrize("what", AT_ONCE)
def test_what_a_counter_does_in_c_is_not_lost(what: str) -> None:
    text = BY_TWO.replace("ACT", AT_ONCE[what]).replace("SOME", "").replace("GUARD", "if True")
    answer = explore(text, seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


class Blind(Search):
    """Sees what is shared by chance alone, the first time."""

    searches = 0

    def _try_all(self, search: object, *args: object) -> bool:
        self.searches += isinstance(search, Dpor)
        return super()._try_all(search, *args)  # type: ignore[arg-type]

    def execute(self, scheduler: Scheduler, until: float | None = None) -> World:
        if isinstance(scheduler, Random) and self.searches == 1:
            raise Revealed
        return super().execute(scheduler, until)


def test_what_is_revealed_by_chance_withdraws_the_proof_and_begins_the_search_anew() -> None:
    search = Blind(load("x = 1"), 30)
    assert search.result().verdict is Verdict.PROVED
    assert search.searches == 2


def test_a_search_without_news_is_made_once() -> None:
    search = Blind(load("x = 1"), 30)
    search.searches = 1
    search.execute = lambda scheduler, until=None: Search.execute(search, scheduler, until)  # type: ignore[method-assign]
    assert search.result().verdict is Verdict.PROVED
    assert search.searches == 2
