import functools


def twice(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        """Not this."""
        return function(*args, **kwargs), function(*args, **kwargs)

    return inner


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


@twice
def greet(name, *, mark="!"):
    """Greets."""
    return name + mark


one, two = counter(), counter()
print(one(), one(5), two(), greet("hi", mark="?"), greet.__name__, greet.__doc__)
adders = [lambda x, n=n: x + n for n in range(3)]
late = [lambda: n for n in range(3)]
print([f(10) for f in adders], [f() for f in late])
x = "module"


class Scope:
    x = "class"
    seen = [x for _ in range(1)]

    def method(self):
        return x


print(Scope.seen, Scope().method(), (y := 5) + y)
