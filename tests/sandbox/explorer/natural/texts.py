name, n = "Ada", 3.14159
print(f"{name!r:>8}|{n:.2f}|{n=:.1f}|{{}}|{name:{'^'}{9}}|{[1, 2]}|{ {'a': 1}['a'] }")
print("%s is %d, %5.1f%%" % (name, 3, 99.5), "{} {1} {0:>4}".replace("{} ", "").format("x", "y"), "{a}".format(a=1))
print("a,b".split(","), "-".join(["x", "y"]), name[::-1], name[0], "da" in name, "x" * 3, 3 * [0], "ab")
print("one", "two", sep="-", end="!\n")
print(repr("it's"), b"x" + b"y", "é".encode(), ascii("é"), chr(97), ord("a"), hex(255), 10**20)
print(*"abc", sep=", ")
print()
print(1, 2.0, 1e100, True, None, ..., (1,), set(), frozenset({1}), range(3), slice(1, 2), 2j, -0.0, sep="|")
