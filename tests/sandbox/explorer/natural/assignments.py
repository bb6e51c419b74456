a = b = [1, 2, 3]
a += [4]
first, *rest = b
(x, y), z = (1, 2), 3
b[1:3] = "xy"
del b[0]
n: int = 5
n **= 2
n //= 4
n ^= 3
d = {}
d["k"], d["l"] = 1, 2
d["k"] -= 5
i = 0
i, d[i] = 1, "which"
print(a, b, first, rest, x, y, z, n, d, i)
for i, d["loop"] in enumerate("ab"):
    pass
print(d)
[c, [e]] = "p", "q"
print(c, e, a is b)
