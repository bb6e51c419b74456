def risky(n):
    try:
        if n == 1:
            return 1 / 0
        if n == 2:
            raise KeyError("two")
        return "fine"
    except ZeroDivisionError as error:
        return f"caught {error}"
    except (KeyError, ValueError) as error:
        return repr(error)
    else:
        print("else")
    finally:
        print("finally", n)


for n in range(3):
    print(risky(n))
for n in range(3):
    try:
        if n == 1:
            continue
        print("in", n)
    finally:
        print("out", n)
try:
    try:
        int("x")
    except ValueError as error:
        raise RuntimeError("outer") from error
except RuntimeError as error:
    print(error, "because", error.__cause__)
try:
    assert [], "empty"
except AssertionError as error:
    print(type(error).__name__, error)
try:
    undefined
except NameError as error:
    print(error)
try:
    raise ExceptionGroup("both", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions)
except* TypeError as group:
    print(group.exceptions)
