def told(value):
    match value:
        case 0:
            return "zero"
        case int() | float() if value < 0:
            return "negative"
        case int(n):
            return f"number {n}"
        case str() as text:
            return f"text {text}"
        case [first, *rest]:
            return f"{first} and {len(rest)}"
        case {"name": name, **others}:
            return f"{name} with {sorted(others)}"
        case None:
            return "none"
        case _:
            return "other"


for value in (0, -3, 7, "x", [1, 2, 3], {"name": "Ada", "age": 36}, None, 2.5, []):
    print(told(value))
