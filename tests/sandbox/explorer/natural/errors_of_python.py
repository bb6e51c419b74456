for text in ("1/0", "[][0]", "{}['x']"):
    try:
        if text == "1/0":
            1 / 0
        elif text == "[][0]":
            [][0]
        else:
            {}["x"]
    except Exception as error:
        print(type(error).__name__, error)
for act in (lambda: None.x, lambda: [].x, lambda: len(3), lambda: 3(), lambda: next(iter([])), lambda: getattr(3, "x")):
    try:
        act()
    except Exception as error:
        print(type(error).__name__, error)


def local():
    print(later)
    later = 1


try:
    local()
except UnboundLocalError as error:
    print(error)
