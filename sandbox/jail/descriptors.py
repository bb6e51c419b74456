"""The three descriptors that every program takes for granted."""

import os

STANDARD = (0, 1, 2)


def have_standard_descriptors() -> None:
    """Fills those that whoever started this process has closed: the next pipe that is made would get their numbers."""
    for number in STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free
            os.set_inheritable(number, True)  # noqa: FBT003 - like any that one is started with
