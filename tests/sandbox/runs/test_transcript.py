"""A transcript keeps the beginning and the end, says what it left out, and reads back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.runs.streaming.ids import Ids, parts
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import LEFT_OUT, Entry, Transcript, unpack

END = StreamedEvent(run="threads", attempt=1, kind="end", fields={"outcome": "finished"})


def spoken(text: str) -> StreamedEvent:
    return StreamedEvent(run="threads", attempt=1, kind="stdout", fields={"at": 0.25, "text": text})


def transcript_of(*texts: str, kept_bytes: int = 1_000_000) -> Transcript:
    transcript, ids = Transcript(run="threads", attempt=1, kept_bytes=kept_bytes), Ids()
    for text in texts:
        transcript.add(Entry(transcript.length + 1, ids.next(), spoken(text).payload()))
    return transcript


def texts_of(transcript: Transcript) -> list[str]:
    packed = transcript.pack(also=Entry(transcript.length + 1, "9-9", END.payload()))
    return [said.text for said in unpack(packed)][:-1]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), max_size=20))
def test_whatever_a_program_prints_reads_back(texts: list[str]):
    assert texts_of(transcript_of(*texts)) == texts


def test_an_empty_transcript_reads_as_nothing():
    assert unpack(b"") == []


def test_of_a_flood_the_beginning_and_the_end_are_kept_with_a_sentence_between():
    kept = texts_of(transcript_of(*map(str, range(1000)), kept_bytes=20_000))

    assert kept[0] == "0"
    assert kept[-1] == "999"
    assert kept.count(LEFT_OUT) == 1
    assert len(kept) < 150


def test_what_is_not_written_yet_includes_the_sentence_about_what_was_left_out():
    transcript = transcript_of(*map(str, range(1000)), kept_bytes=20_000)

    late = [StreamedEvent.of_payload(entry.payload, id=entry.id).text for entry in transcript.after(3)]
    latest = [entry.number for entry in transcript.after(998)]

    assert late[0] == "3"
    assert LEFT_OUT in late
    assert latest == [999, 1000]


@given(st.lists(st.integers(0, 5), max_size=50))
def test_ids_grow_whatever_the_clock_does(steps: list[int]):
    ids = Ids(clock=iter([*steps, 0]).__next__)

    made = [parts(ids.next()) for _ in steps]

    assert made == sorted(set(made))


def test_ids_follow_a_clock_that_is_ahead():
    ids = Ids(clock=lambda: 5)
    ids.follow("900-3")

    assert ids.next() == "900-4"


@pytest.mark.parametrize("text", ["", "x", "1-", "-1", "1-2-3", "²", "18446744073709551616", "1 ", "1-\n"])
def test_what_is_no_id_is_refused(text: str):
    with pytest.raises(ValueError):
        parts(text)
