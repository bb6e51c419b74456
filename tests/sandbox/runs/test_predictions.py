"""A prediction is answered by what was measured, and by nothing less; a ratio is drawn beside the measured one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.runs.comparing import Timed
from sandbox.runs.predictions import EVERY_SPAN, RATIOS, Prediction, Told, spans, told

WORDS_OF_ALL = "Threads: 4 times as fast as Sequential; the fastest takes under 0.5 s"
LABELS = {"sequential": "Sequential", "threads": "Threads", "processes": "Processes"}


def answered(prediction: Prediction, *seconds: float, is_over: bool = True, is_fair: bool = True) -> Told:
    """As three versions were measured, or fewer."""
    times = [Timed(key=key, label=LABELS[key], seconds=each) for key, each in zip(LABELS, seconds, strict=False)]
    found = told(prediction, labels=LABELS, times=times, is_over=is_over, is_fair=is_fair)
    assert found
    return found


@pytest.mark.parametrize(
    ("fastest", "processes", "sentence"),
    [
        ("processes", 1.0, "Right: Processes finished first, in 1.00 s."),
        ("threads", 1.0, "Not quite: Processes finished first, in 1.00 s."),
        ("none", 1.0, "Not quite: Processes finished first, in 1.00 s."),
        ("none", 4.1, "Right: the fastest two are too close to part."),
        ("threads", 4.1, "Not quite: the fastest two are too close to part."),
        ("", 1.0, "Processes finished first, in 1.00 s."),
    ],
)
def test_it_is_answered_with_the_reason(fastest: str, processes: float, sentence: str):
    assert answered(Prediction(fastest=fastest, ratio=2), 4.0, 4.2, processes).sentence == sentence


@pytest.mark.parametrize(
    ("prediction", "words"),
    [
        (Prediction(fastest="threads"), "Threads"),
        (Prediction(fastest="none", ratio=2), "no clear winner"),
        (Prediction(fastest="sequential", ratio=2), "Sequential"),
        (Prediction(fastest="threads", ratio=1), "Threads: about as fast as Sequential"),
        (Prediction(fastest="threads", ratio=4), "Threads: 4 times as fast as Sequential"),
        (Prediction(took="0.5-1"), "the fastest takes 0.5 to 1 s"),
        (Prediction(fastest="threads", ratio=4, took="0-0.5"), WORDS_OF_ALL),
        (Prediction(ratio=8), "the fastest one: 8 times or more as fast as Sequential"),
    ],
)
def test_it_is_repeated_in_words(prediction: Prediction, words: str):
    assert answered(prediction, 4.0, 4.0, 1.0).predicted == words


def test_a_ratio_is_drawn_beside_that_of_the_version_that_was_meant():
    ratio = answered(Prediction(fastest="threads", ratio=4), 4.0, 5.0, 1.0).ratio

    assert (ratio.label, ratio.predicted, ratio.measured) == ("Threads against Sequential", "4", "0.80")
    assert ratio.measured_at < ratio.one < ratio.predicted_at


def test_a_ratio_without_a_version_is_that_of_the_fastest():
    assert answered(Prediction(ratio=8), 4.0, 5.0, 1.0).ratio.label == "Processes against Sequential"


@pytest.mark.parametrize("fastest", ["sequential", "none"])
def test_the_first_version_is_not_compared_with_itself(fastest: str):
    assert answered(Prediction(fastest=fastest, ratio=4), 4.0, 5.0, 1.0).ratio is None


def test_while_a_version_has_not_finished_it_stays_open():
    under_way = answered(Prediction(fastest="threads", ratio=2), 4.0, 5.0, is_over=False)
    over = answered(Prediction(fastest="threads", ratio=2), 4.0, 5.0)

    assert (under_way.sentence, under_way.ratio) == ("", None)
    assert (over.sentence, over.ratio) == ("Not every version finished, so it is left open.", None)


def test_on_a_busy_machine_it_stays_open():
    busy = answered(Prediction(fastest="threads", ratio=2), 4.0, 5.0, 1.0, is_fair=False)

    assert (busy.sentence, busy.ratio) == ("The machine was busy, so it is left open.", None)


def test_where_nothing_was_predicted_nothing_is_told():
    assert told(Prediction(), labels=LABELS, times=[], is_over=True) is None


@given(st.sampled_from(RATIOS), st.floats(0, 600), st.floats(0, 600))
def test_both_figures_lie_on_the_line(ratio: int, first: float, second: float):
    drawn = answered(Prediction(fastest="threads", ratio=ratio), first, second, 1.0).ratio

    assert all(0 <= at <= 100 for at in (drawn.one, drawn.predicted_at, drawn.measured_at))


anything = st.one_of(st.none(), st.integers(), st.text(), st.lists(st.integers()), st.floats())


@given(st.dictionaries(st.sampled_from(["fastest", "ratio", "took", "other"]), anything))
def test_what_mallory_sends_is_a_prediction_or_none(fields: dict[str, object]):
    prediction = Prediction.of(fields, keys=LABELS)

    assert prediction.fastest in {*LABELS, "none", ""}
    assert prediction.ratio in {*RATIOS, 0}
    assert Prediction.of(prediction.to_json(), keys=LABELS) == prediction


def test_how_long_it_takes_is_offered_by_the_time_limit_alone():
    assert [span.words for span in spans(20.0)] == ["under 0.5 s", "0.5 to 1 s", "1 to 2 s", "2 to 4 s", "over 4 s"]
    assert [span.words for span in spans(60.0)][-1] == "over 8 s"


@given(st.floats(0.1, 600))
def test_whatever_is_offered_is_kept_and_no_time_is_left_out(limit_seconds: float):
    offered = spans(limit_seconds)

    assert all(Prediction.of({"took": span.value}, keys=LABELS).took == span.value for span in offered)
    assert all(EVERY_SPAN[span.value] == span for span in offered)
    assert [span.least for span in offered[1:]] == [span.most for span in offered[:-1]]
    assert (offered[0].least, offered[-1].most) == (0, 0)


def test_how_long_the_fastest_took_stands_beside_what_was_predicted():
    assert answered(Prediction(took="1-2"), 4.0, 4.2, 1.0).sentence == "Processes finished first, in 1.00 s."
    unclear = answered(Prediction(took="1-2"), 4.0, 4.2, 4.1).sentence
    assert unclear == "The fastest two are too close to part. The shortest time was 4.00 s."
