"""Who waits for whom, and which arrows close a cycle."""

import pytest

from courses.content.asked.waits import breaks_it, has_cycle, parsed_waits
from courses.content.graded.unreadable import Unreadable

RING = """A holds cash
A waits for bank
B holds bank
B waits for cash
C waits for cash"""


def test_a_ring_is_a_cycle_and_each_of_its_arrows_breaks_it():
    arrows = parsed_waits(RING)

    assert has_cycle(arrows)
    assert [each.text for each in arrows if breaks_it(arrows, each.text)] == RING.split("\n")[:4]


def test_a_queue_of_waiters_is_no_cycle():
    assert not has_cycle(parsed_waits("A holds cash\nB waits for cash\nC waits for cash"))


def test_two_rings_are_broken_by_no_single_arrow():
    arrows = parsed_waits(f"{RING}\nD holds one\nD waits for two\nE holds two\nE waits for one")

    assert not any(breaks_it(arrows, each.text) for each in arrows)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Between 2 and 24"),
        ("A holds cash\nA takes bank", "is none of"),
        ("A holds cash\nA holds cash", "twice"),
        ("A holds cash\ncash waits for bank", "a thread and a lock"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, told: str):
    with pytest.raises(Unreadable, match=told):
        parsed_waits(text)
