"""Locks of one name are told apart: by their numbers, and by their places among those of the name."""

from sandbox.observations import Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.bounds import MOST_HOLDS
from sandbox.xray.exporting.trace_events import trace_events
from sandbox.xray.keeping import pack, unpack
from sandbox.xray.timeline import Hold, Timeline
from tests.sandbox.xray.building import heard

FORKS = [Text(1, 1, About.OBJECT, "forks", 3, subject, 0) for subject in (7, 8, 9)]


def held(start: int, end: int, subject: int, *, process: int = 1, thread: int = 1, what: What = What.LOCK) -> Span:
    return Span(process, thread, Kind.HOLD, what, start, end, 6, subject, 0)


def holds(timeline: Timeline) -> list[Hold]:
    return [hold for lane in timeline.lanes for hold in lane.holds]


def test_locks_of_one_name_have_their_places_among_those_that_were_made():
    timeline = heard(spans=[held(0, 10, 7), held(20, 30, 9)], texts=FORKS)

    assert [each.lock for each in holds(timeline)] == ["forks (1)", "forks (3)"]
    assert len({each.object for each in holds(timeline)}) == 2


def test_a_lock_that_is_used_alone_has_its_plain_name():
    assert [each.lock for each in holds(heard(spans=[held(0, 10, 8)], texts=FORKS))] == ["forks"]


def test_a_wait_has_the_number_of_the_lock_that_it_waited_for():
    wait = Span(1, 2, Kind.WAIT, What.LOCK, 0, 10, 6, 7, 0)

    timeline = heard(spans=[held(0, 10, 7), held(0, 10, 8), wait], texts=FORKS)

    found = {each.what: each.object for lane in timeline.lanes for each in lane.slices if each.what}
    assert found == {"forks (1)": holds(timeline)[0].object}


def test_an_inherited_lock_of_threads_is_another_in_each_process_and_a_shared_one_is_not():
    spans = [held(0, 10, 7), held(0, 10, 7, process=2, thread=2)]
    shared = [held(0, 10, 8, what=What.SHARED_LOCK), held(20, 30, 8, process=2, thread=2, what=What.SHARED_LOCK)]

    copies, one = holds(heard(spans=spans, texts=FORKS)), holds(heard(spans=shared, texts=FORKS))

    assert copies[0].object != copies[1].object
    assert one[0].object == one[1].object
    assert {each.lock for each in (*copies, *one)} == {"forks"}


def test_a_lock_that_goes_from_process_to_process_is_an_arrow_and_two_of_one_name_are_none():
    shared = What.SHARED_LOCK
    handed = heard(spans=[held(0, 10, 8, what=shared), held(20, 30, 8, process=2, thread=2, what=shared)])
    apart = heard(spans=[held(0, 10, 7), held(20, 30, 8, thread=2)], texts=FORKS)

    assert "handed on" in trace_events(handed)
    assert "handed on" not in trace_events(apart)


def test_numbers_are_kept():
    timeline = heard(spans=[held(0, 10, 7), held(20, 30, 9)], texts=FORKS)

    assert unpack(pack(timeline)) == timeline


def test_a_hold_of_less_than_a_microsecond_is_one():
    spans = [held(at, at + at % 2, 7) for at in range(10, 110)]

    assert len(holds(heard(spans=spans, texts=FORKS))) == 100


def test_of_holds_as_long_as_each_other_no_more_are_kept_than_there_is_room_for():
    spans = [held(at, at + 1, 7, thread=1 + at % 2) for at in range(0, 2 * MOST_HOLDS, 2)]
    spans += [held(at, at + 1, 7, thread=3) for at in range(1, 2000, 2)]
    long = held(3 * MOST_HOLDS, 4 * MOST_HOLDS, 7)

    kept = holds(heard(spans=[*spans, long], texts=FORKS))

    assert len(kept) == MOST_HOLDS
    assert max(each.end for each in kept) == 4 * MOST_HOLDS / 1e6
