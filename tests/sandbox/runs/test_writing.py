"""A writer's messages reach the stream once, in order, under their ids; a stale writer's do not."""

import uuid

import pytest

from sandbox.runs.claiming import Claim
from sandbox.runs.redis_connection import connection, stream_key
from sandbox.runs.streaming.appending import Stale, StreamLost, append, tell_over
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import LEFT_OUT
from sandbox.runs.streaming.writing import StreamWriter
from tests.sandbox.runs.processes import eventually

SUBMISSION = uuid.uuid4()


def claim_of(attempt: int = 1) -> Claim:
    return Claim(
        run=uuid.uuid4(), submission=SUBMISSION, key="a", position=0, attempt=attempt, losses=0, token=uuid.uuid4()
    )


def spoken(text: str) -> StreamedEvent:
    return StreamedEvent(run="a", attempt=1, kind="stdout", fields={"text": text})


def stream() -> list[tuple[str, bytes]]:
    return [(number.decode(), fields[b"m"]) for number, fields in connection().xrange(stream_key(SUBMISSION))]


def texts() -> list[str]:
    return [StreamedEvent.of_payload(payload, id=number).text for number, payload in stream()]


def test_what_is_said_is_written_in_order_under_its_own_ids():
    with StreamWriter(claim_of()) as writer:
        for number in range(2000):
            writer.say(spoken(str(number)))
        assert writer.close(seconds=10)

    assert texts() == [str(number) for number in range(2000)]
    assert [number for number, _ in stream()] == [entry.id for entry in writer.transcript.after(0)]


def test_a_batch_whose_answer_was_lost_is_not_written_twice():
    append(SUBMISSION, run="a", attempt=1, messages=[("5-0", b"x"), ("5-1", b"y")])

    ids = append(SUBMISSION, run="a", attempt=1, messages=[("5-0", b"x"), ("5-1", b"y"), ("6-0", b"z")])

    assert ids == ["5-0", "5-1", "6-0"]
    assert [payload for _, payload in stream()] == [b"x", b"y", b"z"]


def test_a_message_that_another_writer_overtook_gets_the_next_free_id():
    append(SUBMISSION, run="b", attempt=0, messages=[("9000000000000-0", b"the other")])

    (given,) = append(SUBMISSION, run="a", attempt=1, messages=[("5-0", b"mine")])

    assert stream() == [("9000000000000-0", b"the other"), (given, b"mine")]


def test_the_writes_of_an_earlier_attempt_are_refused():
    append(SUBMISSION, run="a", attempt=2, messages=[("*", b"second attempt")])

    with pytest.raises(Stale):
        append(SUBMISSION, run="a", attempt=1, messages=[("*", b"stale")])
    assert len(stream()) == 1


def test_nothing_is_said_about_a_run_after_its_end():
    append(SUBMISSION, run="a", attempt=1, messages=[("*", b"end")], closes=True)

    with pytest.raises(Stale):
        append(SUBMISSION, run="a", attempt=1, messages=[("*", b"late")])


def test_that_all_is_over_is_said_once():
    tell_over(SUBMISSION)
    tell_over(SUBMISSION)

    assert [payload for _, payload in stream()] == [b""]


def test_a_writer_hears_that_its_stream_was_lost():
    (last,) = append(SUBMISSION, run="a", attempt=1, messages=[("*", b"x")])
    connection().flushdb()

    with pytest.raises(StreamLost):
        append(SUBMISSION, run="a", attempt=1, messages=[("*", b"y")], last=last)


@pytest.mark.django_db(transaction=True)
def test_a_lost_stream_is_written_again_from_its_beginning_under_the_same_ids():
    with StreamWriter(claim_of()) as writer:
        writer.say(spoken("one"))
        eventually(lambda: texts() == ["one"])
        before = stream()
        connection().flushdb()
        writer.say(spoken("two"))
        writer.close(seconds=10)

    assert texts() == ["one", "two"]
    assert stream()[0] == before[0]


def test_a_stale_writer_falls_silent():
    with StreamWriter(claim_of()) as writer:
        writer.say(spoken("one"))
        eventually(lambda: texts() == ["one"])
        append(SUBMISSION, run="a", attempt=2, messages=[("*", spoken("of the second attempt").payload())])
        writer.say(spoken("two"))
        assert not writer.close(seconds=10)

    assert texts() == ["one", "of the second attempt"]


def test_what_the_buffer_could_not_hold_is_said_so():
    writer = StreamWriter(claim_of(), kept_bytes=20_000)
    for number in range(1000):
        writer.say(spoken(str(number)))
    with writer:
        writer.close(seconds=10)

    assert texts()[0] == "0"
    assert texts()[-1] == "999"
    assert LEFT_OUT in texts()
