"""Lines over the socket arrive whole however they were cut on the way, and never without end."""

import pytest

from sandbox.runner.wire import Lines, WireRefused, pack, unpack


def test_lines_arrive_whole_however_they_were_cut():
    lines = Lines(longest=100)

    arrived = [line for byte in b"one\ntwo\n\nthr" for line in lines.feed(bytes([byte]))]

    assert arrived == [b"one", b"two", b""]
    assert lines.feed(b"ee\n") == [b"three"]


@pytest.mark.parametrize("data", [b"a" * 101, b"a" * 101 + b"\n", b"fine\n" + b"a" * 101])
def test_a_line_without_an_end_is_refused(data):
    with pytest.raises(WireRefused):
        Lines(longest=100).feed(data)


def test_a_message_reads_back_as_it_was_sent():
    message = {"kind": "job", "source": "print('é\n')"}

    assert unpack(pack(message)) == message


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"{}", b'{"kind":1}', b"\xff", b"[" * 100_000])
def test_what_is_no_message_is_refused(line):
    with pytest.raises(WireRefused):
        unpack(line)
