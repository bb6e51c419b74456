"""The client believes only what is well-formed, and says so when the runner is gone."""

import socket
import threading
from contextlib import contextmanager

import pytest

from sandbox.events import Outcome, Stdout
from sandbox.jobs import Job, JobRefused
from sandbox.runner.client import RunnerGone, about, running

END = (
    b'{"kind":"end","outcome":"finished","exit_code":0,"wall_seconds":1,"cpu_seconds":1,'
    b'"peak_memory_bytes":1,"detail":"","others_seconds":0}\n'
)


@contextmanager
def a_runner_that_says(path, words):
    """A listener that answers one request with `words` and hangs up."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def answer():
            with listener.accept()[0] as connection:
                connection.makefile("rb").readline()
                connection.sendall(words)

        thread = threading.Thread(target=answer)
        thread.start()
        yield path
        thread.join()


def test_no_socket_means_that_the_runner_is_gone(tmp_path):
    with pytest.raises(RunnerGone), running(tmp_path / "no.socket", Job("")):
        pass
    with pytest.raises(RunnerGone):
        about(tmp_path / "no.socket")


def test_events_are_read_until_the_end(tmp_path):
    words = b'{"kind":"stdout","at":0.5,"text":"hello\\n"}\n' + END

    with a_runner_that_says(tmp_path / "s", words) as path, running(path, Job("")) as run:
        first, last = run.events()

    assert first == Stdout(at=0.5, text="hello\n")
    assert last.outcome is Outcome.FINISHED


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b'{"kind":"stdout","at":0.5,"text":"half',
        b'{"kind":"stdout","at":0.5,"text":"no end"}\n',
        b'{"kind":"stdout","at":-1,"text":"before the start"}\n' + END,
        b'{"kind":"reboot"}\n' + END,
        b"not json\n" + END,
        b"a" * 100_000,
    ],
)
def test_a_stream_without_a_proper_end_means_that_the_runner_is_gone(tmp_path, words):
    with a_runner_that_says(tmp_path / "s", words) as path, running(path, Job("")) as run, pytest.raises(RunnerGone):
        list(run.events())


def test_the_runners_refusal_keeps_its_sentence(tmp_path):
    words = b'{"kind":"refused","sentence":"There is no Python 3.99 here."}\n'

    with (
        a_runner_that_says(tmp_path / "s", words) as path,
        running(path, Job("")) as run,
        pytest.raises(JobRefused) as refused,
    ):
        list(run.events())

    assert refused.value.sentence == "There is no Python 3.99 here."


def test_stopping_twice_or_after_the_end_does_nothing(tmp_path):
    with a_runner_that_says(tmp_path / "s", END) as path, running(path, Job("")) as run:
        list(run.events())
        run.stop()
        run.stop()


def test_an_answer_about_itself_that_lacks_its_fields_means_that_the_runner_is_gone(tmp_path):
    with a_runner_that_says(tmp_path / "s", b'{"kind":"about","slots":1}\n') as path, pytest.raises(RunnerGone):
        about(path)
