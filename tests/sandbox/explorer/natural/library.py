import bisect
import copy
import datetime
import functools
import heapq
import itertools
import json
import math
import operator
import re
import statistics
import textwrap
from decimal import Decimal
from fractions import Fraction

heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.chain.from_iterable(["ab", "c"])))
print(list(itertools.islice(itertools.count(5, 2), 3)), [*itertools.product("ab", [1])], [*itertools.pairwise("abc")])
print([(k, list(g)) for k, g in itertools.groupby("aab")], list(itertools.combinations("abc", 2)))
print(functools.reduce(operator.add, [1, 2, 3]), functools.partial(pow, 2)(5), operator.itemgetter(1)([1, 2]))


@functools.lru_cache(maxsize=2)
def square(n):
    print("work", n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), square.cache_info())
print(json.dumps({"a": [1, None, True]}, indent=1), json.loads('{"b": [1.5]}'), re.sub(r"(\w)", r"<\1>", "ab"))
print(re.findall(r"\d+", "a1b22"), math.sqrt(16), statistics.mean([1, 2, 3]), Decimal("0.1") * 3, Fraction(1, 3) + 1)
day = datetime.date(2024, 2, 28) + datetime.timedelta(days=2)
print(
    day, day.isoformat(), repr(datetime.timedelta(hours=25)), datetime.datetime(2024, 1, 1, 12) + datetime.timedelta(1)
)
print(repr(datetime.datetime(2024, 1, 1)), repr(day), datetime.datetime.fromisoformat("2024-05-06T07:08:09").hour)
deep = copy.deepcopy([[1], 2])
deep[0].append(3)
print(deep, bisect.bisect([1, 3, 5], 4), textwrap.shorten("one two three", 9))
