from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

groups = defaultdict(list)
for word in "an apple and a pear".split():
    groups[word[0]].append(word)
print(dict(groups), Counter("banana").most_common(2), Counter("ab") + Counter("bc"))
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.rotate(1)
d[0] += 10
print(d, d.popleft(), len(d), list(d), 3 in d)
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p._replace(x=5), p + (3,), *p)
o = OrderedDict(a=1, b=2)
o.move_to_end("a")
print(list(o), ChainMap({"a": 1}, {"b": 2})["b"], dict(UserDict(x=1)))
items = [3, 1, 2]
items.sort(key=lambda n: -n)
items[1:1] = [9, 9]
items.insert(0, 7)
print(
    items, sorted(items), items.index(9), items.count(9), items.pop(), items[-1], max(items), sum(items), items == [7]
)
del items[::2]
print(items, items < [9, 9, 9], [1, 2] + [3], (1, 2) * 2, {1, 2} | {3}, {1, 2} & {2}, {"a": 1} | {"b": 2})
m = {"x": {"y": [1, 2]}}
m["x"]["y"][0] += 5
print(m, m.get("z", 0), m.pop("x"), m, list({"b": 1, "a": 2}.values()), any([0, 1]), all([]))
