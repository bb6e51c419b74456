"""A timeline that was kept is the one that was built."""

import json
import zlib

import pytest

from sandbox.xray.keeping import TimelineUnreadable, pack, unpack
from tests.sandbox.xray import scenes
from tests.sandbox.xray.building import built


@pytest.mark.parametrize("scene", scenes.ALL, ids=lambda scene: scene.__name__)
def test_a_kept_timeline_opens_as_it_was(scene):
    timeline = built(scene())

    assert unpack(pack(timeline)) == timeline


def test_a_minute_of_sixteen_busy_lanes_is_kept_in_less_than_600_kilobytes():
    timeline = built(scenes.busy_minute())
    packed = pack(timeline)

    assert len(packed) < 600_000
    assert unpack(packed) == timeline


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
