class Animal:
    count = 0
    __slots__ = ("name", "__dict__")

    def __init__(self, name):
        self.name = name
        Animal.count += 1
        self.__secret = "hidden"

    @property
    def loud(self):
        return self.name.upper()

    @loud.setter
    def loud(self, value):
        self.name = value.lower()

    @staticmethod
    def kind():
        return "animal"

    @classmethod
    def make(cls, *names):
        return [cls(name) for name in names]

    def secret(self):
        return self.__secret

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


class Dog(Animal):
    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def kind(self):
        return "dog, an " + super().kind()

    def __len__(self):
        return len(self.tricks)

    def __getitem__(self, index):
        return self.tricks[index]

    def __contains__(self, trick):
        return trick in self.tricks

    def __iadd__(self, trick):
        self.tricks.append(trick)
        return self


rex = Dog("rex", ["sit"])
rex += "roll"
rex.loud = "MAX"
print(rex, rex.loud, rex.kind(), len(rex), rex[0], rex[-1], list(rex), "roll" in rex, Animal.kind())
print(Animal.make("a", "b"), Dog.make("c"), Animal.count, rex.secret(), Dog("max") == rex, {rex: 1}[Dog("max")])
print(isinstance(rex, Animal), hasattr(rex, "tricks"), hasattr(rex, "wings"), getattr(rex, "wings", None))
setattr(rex, "age", 3)
print(rex.age, Dog.__name__, rex.__class__ is Dog)
del rex.age
print(hasattr(rex, "age"))
