from dataclasses import asdict, dataclass, field, replace
from enum import Enum, Flag, IntEnum, auto


@dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)

    def __post_init__(self):
        self.tags.append("made")


@dataclass(frozen=True, slots=True)
class Pair:
    one: int
    two: int


class Colour(Enum):
    RED = ROUGE = 1
    BLUE = auto()


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Right(Flag):
    READ = auto()
    WRITE = auto()


p = Point(1)
p.x += 4
print(p, p < Point(6), asdict(p), replace(p, y=9), Pair(1, 2), hash(Pair(1, 2)) == hash(Pair(1, 2)))
try:
    Pair(1, 2).one = 3
except Exception as error:
    print(type(error).__name__, error)
print(list(Colour), Colour.ROUGE, Colour["BLUE"], Colour(1).name, Level.HIGH > Level.LOW, Right.READ | Right.WRITE)
