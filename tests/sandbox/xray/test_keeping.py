"""A timeline that was kept is the one that was built."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from sandbox.xray.keeping import TimelineUnreadable, pack, unpack
from sandbox.xray.timeline import Bucket, Lane, Purpose, State, Timeline
from tests.sandbox.xray import scenes
from tests.sandbox.xray.building import built

STATES_OF_VERSION_2 = 7


@pytest.mark.parametrize("scene", scenes.ALL, ids=lambda scene: scene.__name__)
def test_a_kept_timeline_opens_as_it_was(scene):
    timeline = built(scene())

    assert unpack(pack(timeline)) == timeline


def test_a_minute_of_sixteen_busy_lanes_is_kept_in_less_than_600_kilobytes():
    timeline = built(scenes.busy_minute())
    packed = pack(timeline)

    assert len(packed) < 600_000
    assert unpack(packed) == timeline


BUCKETS = (
    Bucket(1.0, 2.0, {State.CPU: 0.5, State.UNKNOWN: 0.25}, {(State.IO, Purpose.STARTING): 0.25}),
    Bucket(2.0, 3.0, {State.LOCK: 1.0}, {(State.LOCK, Purpose.FINISH): 0.75}),
)
BUCKETS_OF_VERSION_2 = (Bucket(1.0, 2.0, {State.CPU: 0.5}), Bucket(2.0, 3.0, {State.LOCK: 1.0}))


def with_buckets(buckets: Sequence[Bucket]) -> Timeline:
    timeline = built(scenes.lock_held_during_io())
    return replace(timeline, lanes=(replace(timeline.lanes[0], buckets=buckets), *timeline.lanes[1:]))


def as_version_3(timeline: Timeline) -> bytes:
    """Nothing was said of damage."""
    _, body = json.loads(zlib.decompress(pack(timeline)))
    del body["head"]["damaged"]
    return zlib.compress(json.dumps([3, body]).encode())


def as_version_2(timeline: Timeline) -> bytes:
    """Its buckets told neither what was unknown nor what anything was for."""
    _, body = json.loads(zlib.decompress(as_version_3(timeline)))
    for *_, buckets in body["lanes"]:
        steps, sums, _ = buckets
        buckets[:] = [steps, [each[:STATES_OF_VERSION_2] for each in sums]]
    return zlib.compress(json.dumps([2, body]).encode())


def as_version_1(timeline: Timeline) -> bytes:
    """Nor had its slices and holds numbers of objects."""
    _, body = json.loads(zlib.decompress(as_version_2(timeline)))
    for lane in body["lanes"]:
        del lane[7]
        lane[7][1] = [each[:3] for each in lane[7][1]]
    return zlib.compress(json.dumps([1, body]).encode())


def without_objects(timeline: Timeline) -> Timeline:
    def bare(lane: Lane) -> Lane:
        slices = tuple(replace(each, object=0) for each in lane.slices)
        return replace(lane, slices=slices, holds=tuple(replace(each, object=0) for each in lane.holds))

    return replace(timeline, lanes=tuple(map(bare, timeline.lanes)))


def test_what_shares_were_for_is_kept_and_what_of_them_was_starting():
    timeline = with_buckets(BUCKETS)

    assert unpack(pack(timeline)) == timeline


def test_a_timeline_of_version_3_still_opens_and_what_was_damaged_is_kept_since():
    timeline = with_buckets(BUCKETS)
    damaged = replace(timeline, damaged=2)

    assert unpack(pack(damaged)) == damaged
    assert unpack(as_version_3(damaged)) == timeline


def test_a_timeline_of_version_2_still_opens_without_what_its_shares_were_for():
    assert unpack(as_version_2(with_buckets(BUCKETS))) == with_buckets(BUCKETS_OF_VERSION_2)


def test_a_timeline_of_version_1_still_opens():
    assert unpack(as_version_1(with_buckets(BUCKETS))) == without_objects(with_buckets(BUCKETS_OF_VERSION_2))


def test_a_version_that_nobody_knows_is_refused():
    with pytest.raises(TimelineUnreadable, match="version 99"):
        unpack(zlib.compress(json.dumps([99, {}]).encode()))


@pytest.mark.parametrize(
    "data", [b"", b"nonsense", zlib.compress(b"[1, {}]"), zlib.compress(b"7"), zlib.compress(b"{")]
)
def test_bytes_that_are_no_timeline_are_refused(data):
    with pytest.raises(TimelineUnreadable):
        unpack(data)


def test_a_timeline_that_was_cut_off_is_refused():
    with pytest.raises(TimelineUnreadable):
        unpack(pack(built(scenes.sleepers()))[:-20])
