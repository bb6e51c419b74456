"""What is not kept slice by slice is kept in shares."""

from sandbox.xray.building.bounds import buckets
from sandbox.xray.building.strips import Cut
from sandbox.xray.timeline import STARTING, Bucket, Purpose, State

SECOND = 1_000_000


def test_the_start_of_a_process_has_a_share_of_its_own():
    strip = [
        Cut(0, 3000, State.CPU, STARTING),
        Cut(3000, 4000, State.IO, STARTING),
        Cut(4000, 6000, State.CPU),
    ]

    assert buckets(strip, since=0, end=2 * SECOND) == [
        Bucket(
            0.0,
            0.005,
            {State.CPU: 0.001},
            {(State.CPU, Purpose.STARTING): 0.003, (State.IO, Purpose.STARTING): 0.001},
        ),
        Bucket(0.005, 0.01, {State.CPU: 0.001}),
    ]
