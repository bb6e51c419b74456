def count(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    finally:
        print("closed")
    return "done"


def outer():
    result = yield from count(2)
    print("result", result)
    yield from [10, 11]


print(list(outer()))
g = count(5)
print(next(g), g.send("x"), next(g, "none"))
g.close()
print(next(g, "over"), sum(i * i for i in count(3)))
it = iter(range(4))
print(next(it), list(zip(it, "ab")), list(it))
print([*reversed([1, 2, 3])], [*map(str, [1, 2])], [*filter(None, [0, 1, 2])], dict(enumerate("ab", 1)))
print({k: v for k, v in {"a": 1}.items()}, {x % 2 for x in range(4)}, [(x, y) for x in range(2) for y in range(x)])
