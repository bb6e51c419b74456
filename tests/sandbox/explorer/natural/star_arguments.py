def f(a, /, b, *c, d=4, **e):
    return a, b, c, d, e


print(f(1, 2), f(1, *[2, 3], d=5, **{"x": 6}), f(*"ab", **dict(d=1)))
print([*range(2), *"x"], {**{"a": 1}, "b": 2}, (*[1], 2))
try:
    f()
except TypeError as error:
    print(error)
print((lambda *, k: k)(k=3), f(1, b=2)[1], max(*[3, 4]), print("nested") is None)


def g(items=[]):
    items.append(len(items))
    return items


print(g(), g(), g([9]))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(10))


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(400))
