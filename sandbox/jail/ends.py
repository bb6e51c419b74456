"""The ends of a jail's channels, as the zygote receives them from the runner and a jail keeps them."""

import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Ends:
    """Descriptors: the line to the runner, where the order comes in, and where the program's output goes."""

    line: int
    order: int
    stdout: int
    stderr: int

    def __iter__(self) -> Iterator[int]:
        return iter(astuple(self))

    def close(self) -> None:
        for each in self:
            os.close(each)


COUNT = 4
