"""Whatever a program prints becomes bounded, valid text, in order, and nothing of it is lost."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sandbox.events import TEXT_BYTES, Stdout
from sandbox.jail.channels import Channels
from sandbox.jail.output import PATIENCE_SECONDS, Output
from sandbox.jail.standing import Ear
from tests.sandbox.walls import behind_walls


def texts(events):
    return [event.text for event in events]


def test_whole_lines_are_said_at_once_and_the_rest_waits():
    output = Output(Stdout)

    assert texts(output.feed(b"one\ntwo\nthr", at=1.0)) == ["one\ntwo\n"]
    assert output.overdue(at=1.0) == []
    assert texts(output.feed(b"ee\n", at=1.001)) == ["three\n"]


def test_a_line_without_its_end_is_said_when_its_patience_has_ended():
    output = Output(Stdout)
    output.feed(b"Your name? ", at=1.0)

    assert output.patience_ends_at() == 1.0 + PATIENCE_SECONDS
    assert texts(output.overdue(at=1.0 + PATIENCE_SECONDS)) == ["Your name? "]
    assert output.patience_ends_at() is None


def test_a_character_cut_in_two_is_whole_again():
    output = Output(Stdout)

    first, second = "é\n".encode()[:1], "é\n".encode()[1:]

    assert texts(output.feed(first, at=0) + output.feed(second, at=0)) == ["é\n"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xff\xfe\n", "��\n"),
        (b"caf\xc3", "caf�"),
        (b"a\0b\n", "a�b\n"),
        (b"\xed\xa0\x80\n", "���\n"),
        (b"\x1b[2J<script>\r\n", "\x1b[2J<script>\r\n"),
    ],
)
def test_what_is_no_text_is_replaced_and_what_is_text_is_left(data, text):
    output = Output(Stdout)

    assert "".join(texts(output.feed(data, at=0) + output.end(at=0))) == text


@given(some.lists(some.binary(max_size=20_000), max_size=5))
def test_every_event_is_bounded_and_together_they_are_what_was_printed(portions):
    output = Output(Stdout)

    said = [event for data in portions for event in output.feed(data, at=0)] + output.end(at=0)

    assert "".join(texts(said)) == b"".join(portions).decode(errors="replace").replace("\0", "�")
    assert all(0 < len(text.encode()) <= TEXT_BYTES for text in texts(said))


def test_long_output_is_cut_at_the_ends_of_lines():
    output = Output(Stdout)

    said = texts(output.feed(b"0123456789\n" * 1000, at=0))

    assert len(said) > 1
    assert all(text.endswith("\n") for text in said)


def test_channels_stop_at_the_limit_for_both_together():
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    os.write(out_end, b"x" * 6)
    os.write(err_end, b"y" * 6)
    channels = Channels(stdout=out, stderr=err, limit_bytes=10)

    said = channels.read(out, at=0) + channels.read(err, at=0) + channels.end(at=0)

    assert texts(said) == ["xxxxxx", "yyyy"]
    assert channels.is_over_limit
    for each in (out, out_end, err, err_end):
        os.close(each)


def test_output_of_both_channels_arrives_in_the_order_of_its_reading():
    run = behind_walls(
        """
        import sys, time
        for number in range(3):
            print("out", number); time.sleep(0.05)
            print("err", number, file=sys.stderr); time.sleep(0.05)
        """
    )

    said = [event.text for event in run.events if hasattr(event, "text")]
    assert said == ["out 0\n", "err 0\n", "out 1\n", "err 1\n", "out 2\n", "err 2\n"]


def test_the_rest_of_a_line_is_said_before_what_the_other_channel_says_later():
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    channels = Channels(stdout=out, stderr=err, limit_bytes=100)
    os.write(out_end, b"Your name? ")
    os.write(err_end, b"a warning\n")

    said = channels.read(out, at=1.0) + channels.read(err, at=1.001)

    assert [(event.at, event.text) for event in said] == [(1.0, "Your name? "), (1.001, "a warning\n")]
    for each in (out, out_end, err, err_end):
        os.close(each)


def test_times_never_go_backwards():
    run = behind_walls("import time\nfor n in range(50): print(n, end=' ' * (n % 3) or '\\n', flush=True)")

    times = [event.at for event in run.events if hasattr(event, "at")]
    assert times == sorted(times)


def test_a_slow_audience_makes_the_program_wait_and_loses_nothing():
    run = behind_walls("for number in range(20_000): print(number)", ear=ASlowEar(), output_kibibytes=1024)

    assert run.stdout == "".join(f"{number}\n" for number in range(20_000))


def test_children_that_print_at_once_keep_their_lines_whole():
    run = behind_walls(
        """
        import os
        for name in "abcd":
            if os.fork() == 0:
                for _ in range(200): print(name * 80)
                os._exit(0)
        for _ in range(4): os.wait()
        """
    )

    assert set(run.stdout.splitlines()) == {name * 80 for name in "abcd"}


class ASlowEar(Ear):
    """Has enough every other time it is asked."""

    times_asked = 0

    def is_full(self):
        self.times_asked += 1
        return self.times_asked % 2 == 0
