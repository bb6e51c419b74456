"""Threads that count: with a lock no order loses a count, and without one some order does."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sandbox.inside.explorer.exploring import explore
from tests.sandbox.explorer.counting_programs import counting_programs

slow = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@slow
@given(counting_programs(is_locked=True))
def test_with_a_lock_counting_is_proved(source: str) -> None:
    answer = explore(source, seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]


@slow
@given(counting_programs(is_locked=False))
def test_without_a_lock_some_order_loses_a_count(source: str) -> None:
    answer = explore(source, seconds=30)
    assert answer["verdict"] == "fails", answer["reached"]
    assert "instead of" in answer["failure"]["message"]


@slow
@given(st.data())
def test_one_thread_alone_loses_nothing(data: st.DataObject) -> None:
    source = data.draw(counting_programs(is_locked=False))
    in_turn = source.replace("each.start()", "each.start(); each.join()")
    assert in_turn != source
    answer = explore(in_turn, seconds=30)
    assert answer["verdict"] == "proved", answer["failure"] or answer["reached"]
