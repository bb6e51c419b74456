log = []


def say(word, value=None):
    log.append(word)
    return value


box = {}
say("target", box)[say("key", 1)] = say("value", 2)
say("thing", box)[say("item", 1)] += say("more", 3)
print(say("left", 1) < say("middle", 2) < say("right", 3) or say("never"))
print(say("a", 0) and say("b"), say("c", 1) or say("d"))
print([say(i, i) for i in range(3) if say("if", i)])
print((lambda x=say("default", 1), *y, k=2, **z: (x, y, k, z))(5, 6, k=7, m=8))
print(log, box)
