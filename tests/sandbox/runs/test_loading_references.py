"""A reference's file is loaded whole or not at all, whoever wrote it."""

import base64
import json
import zlib
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import Person
from sandbox.runs.models import Reference
from sandbox.runs.reference_file import MOST_BYTES
from tests.sandbox.runs.referred import compared, loaded, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(ada: Person, an_open_sandbox: None) -> str:
    return recorded(compared(ada))


def test_what_was_recorded_is_kept_as_it_was(text: str, tmp_path: Path):
    said = loaded(text, tmp_path)

    kept, body = Reference.objects.get(), json.loads(text)
    assert said.startswith("Loaded the reference of demo:test: 2 runs on Eight cores, 8 cores, Python ")
    assert [run["timings"] for run in kept.runs] == [run["timings"] for run in body["runs"]]
    assert kept.timelines == {run["key"]: run["timeline"] for run in body["runs"]}


def test_it_takes_the_place_of_the_former_one(text: str, tmp_path: Path):
    loaded(text, tmp_path)
    loaded(text.replace("Eight cores", "The new machine"), tmp_path)

    assert Reference.objects.get().machine == "The new machine"


def test_a_file_may_come_by_standard_input(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
    call_command("load_reference", "-")

    assert Reference.objects.get().subject == "demo:test"


def test_a_reference_can_be_forgotten_once(text: str, tmp_path: Path):
    loaded(text, tmp_path)
    call_command("forget_reference", "demo:test")

    assert not Reference.objects.exists()
    with pytest.raises(CommandError, match="There is no reference of demo:test"):
        call_command("forget_reference", "demo:test")


def test_a_file_that_is_not_there_is_told(db: None, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_reference", str(tmp_path / "none.json"))


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "null", "{}", "[" * 100_000, "\ud800", " " * (MOST_BYTES + 1)])
def test_what_is_no_reference_is_refused(db: None, tmp_path: Path, text: str):
    (tmp_path / "hostile.json").write_bytes(text.encode(errors="surrogatepass"))

    with pytest.raises(CommandError, match=r"Nothing was loaded\.$"):
        call_command("load_reference", str(tmp_path / "hostile.json"))


def set_at(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        for step in path[:-1]:
            body = body[step]
        body[path[-1]] = to

    return change


FIRST = ("runs", 0)


@pytest.mark.parametrize(
    "change",
    [
        set_at("version", to=2),
        set_at("person", to="Ada"),
        set_at("subject", to="demo:../x"),
        set_at("subject", to="demo:" + "a" * 120),
        set_at("title", to="\x00"),
        set_at("machine", to="turned \u202e round"),
        set_at("machine", to=["a list"]),
        set_at("python", to=""),
        set_at("cores", to=0),
        set_at("cores", to=True),
        set_at("cores", to=1e300),
        set_at("made_on", to="yesterday"),
        set_at("made_on", to=5),
        set_at("runs", to=[]),
        set_at("runs", to={"0": 1}),
        set_at("runs", 1, "key", to="sequential"),
        set_at(*FIRST, "source", to="print(1)"),
        set_at(*FIRST, "label", to="a" * 121),
        set_at(*FIRST, "timings", to=[]),
        set_at(*FIRST, "timings", to=[[1.0, 1.0, 0.0]] * 6),
        set_at(*FIRST, "timings", to=[[1.0, 1.0]]),
        set_at(*FIRST, "timings", to=[[0, 1.0, 0.0]]),
        set_at(*FIRST, "timings", to=[[-1.0, 1.0, 0.0]]),
        set_at(*FIRST, "timings", to=[[float("nan"), 1.0, 0.0]]),
        set_at(*FIRST, "timings", to=[[1.0, float("inf"), 0.0]]),
        set_at(*FIRST, "timings", to=[[10**400, 1.0, 0.0]]),
        set_at(*FIRST, "timings", to=[["1", 1.0, 0.0]]),
        set_at(*FIRST, "timeline", to=""),
        set_at(*FIRST, "timeline", to=7),
        set_at(*FIRST, "timeline", to="no base64!"),
        set_at(*FIRST, "timeline", to=base64.b64encode(b"no timeline").decode()),
    ],
)
def test_a_hostile_value_is_refused_and_nothing_stored(text: str, tmp_path: Path, change: Callable[[Any], None]):
    body = json.loads(text)
    change(body)

    with pytest.raises(CommandError, match=r"Nothing was loaded\.$"):
        loaded(json.dumps(body), tmp_path)
    assert not Reference.objects.exists()


LANE = ("lanes", 0)


@pytest.mark.parametrize(
    "change",
    [
        set_at("head", "seconds", to=0),
        set_at("head", "seconds", to=10**400),
        set_at("head", "seconds", to=float("inf")),
        set_at("head", "cores", to="many"),
        set_at("head", "python", to={"a": 1}),
        set_at("head", "recorder_seconds", to=float("nan")),
        set_at("lanes", to=[]),
        set_at("texts", to=5),
        set_at("texts", 0, to="two\nlines"),
        set_at("texts", 0, to="a" * 401),
        set_at("facts", to=[]),
        set_at("facts", "pickled_bytes", to=[1]),
        set_at(*LANE, 0, 3, to=["no name"]),
        set_at(*LANE, 3, 0, to=99),
        set_at(*LANE, 5, 0, to="a line"),
        set_at("processes", 0, 0, to="one"),
    ],
)
def test_a_hostile_timeline_is_refused(text: str, tmp_path: Path, change: Callable[[Any], None]):
    body = json.loads(text)
    version, timeline = json.loads(zlib.decompress(base64.b64decode(body["runs"][0]["timeline"])))
    change(timeline)
    packed = zlib.compress(json.dumps([version, timeline]).encode())
    body["runs"][0]["timeline"] = base64.b64encode(packed).decode()

    with pytest.raises(CommandError, match="The timeline of a run is refused"):
        loaded(json.dumps(body), tmp_path)
    assert not Reference.objects.exists()
