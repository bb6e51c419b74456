"""The page of an x-ray: everything is in words too, what must be known stands below, and it stays light."""

import dataclasses
import gzip
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from sandbox.runs.templatetags.xray import with_code
from sandbox.runs.xray_pages import comparison_context, shown_together, window_asked, xray_context
from sandbox.xray.drawing.comparing import Compared
from sandbox.xray.timeline import Slice, State, Timeline
from tests.sandbox.xray.drawing import scenes

MOST_COMPRESSED_BYTES = 150_000
FINDING = SimpleNamespace(key="lock-during-io", sentence="It held it.", lines=[9, 12], next_step="Fetch first.")


def page(timeline: scenes.Timeline, **fields: object) -> str:
    findings = fields.pop("findings", [])
    return render_to_string(
        "xray/_figure.html", xray_context(timeline, findings, scenes.SOURCE, address="/window/", **fields)
    )


@pytest.mark.parametrize("scene", scenes.ALL)
def test_every_lane_has_a_sentence_and_a_row(scene):
    timeline = scene()
    shown = page(timeline)

    assert shown.count('role="img"') - shown.count('class="fold"') == len(timeline.lanes)
    assert shown.count('<th scope="row">') == len(timeline.lanes)


def test_what_the_program_called_its_threads_is_text():
    slices = scenes.run((5, scenes.State.LOCK, "<script>alert(1)</script>"))
    lane = scenes.lane("<b>T</b>", slices, holds=[scenes.Hold(0, 0.005, "<i>")])
    shown = page(scenes.Timeline(seconds=0.005, python="3.13", cores=1, lanes=[lane], visible_until=1))

    assert "<b>T" not in shown
    assert "<script" not in shown
    assert "<i>" not in shown


def test_findings_come_with_their_lines_and_a_next_step():
    shown = page(scenes.lock_during_io(), findings=[FINDING])

    assert "Lock during I/O" in shown
    assert "It held it." in shown
    assert "(lines 9 and 12)" in shown
    assert "Fetch first." in shown


def test_what_is_estimated_missing_or_costly_is_said():
    timeline = dataclasses.replace(scenes.four_threads(), recorder_seconds=0.2, short_lived=3, dropped=1)
    shown = page(timeline)

    assert "Waiting for the GIL is estimated" in shown
    assert "The recorder itself took about 5% of the run." in shown
    assert "3 threads lived too briefly" in shown
    assert "1 event no longer fitted and is missing." in shown


def test_a_recorder_that_cost_little_is_not_mentioned():
    assert "recorder" not in page(dataclasses.replace(scenes.four_threads(), recorder_seconds=0.05))


def test_a_build_without_a_gil_says_so():
    assert "has no GIL" in page(dataclasses.replace(scenes.four_processes(), is_free_threaded=True))


def test_a_window_has_its_neighbours_and_a_way_back():
    shown = page(scenes.four_threads(), start=1.0, end=1.1)

    assert 'href="?from=0.9&amp;to=1#x-ray"' in shown
    assert 'href="?from=1.1&amp;to=1.2#x-ray"' in shown
    assert 'href="?#x-ray"' in shown
    assert "1.00 s to 1.10 s" in shown


def test_at_the_end_of_the_run_there_is_nothing_later():
    shown = page(scenes.four_threads(), start=4.08, end=4.18)

    assert 'data-zoom="later"' not in shown
    assert 'data-zoom="earlier"' in shown


@pytest.mark.parametrize("asked", [{}, {"from": "1"}, {"from": "x", "to": "2"}, {"from": "2", "to": "1"}])
def test_a_window_that_makes_no_sense_is_the_whole_run(asked: dict[str, str]):
    assert window_asked(asked) == (0.0, None)


@pytest.mark.parametrize("visible_until", [10.0, 60.0])
@pytest.mark.parametrize("window", [(0.0, None), (1.0, 2.0), (1.0, 1.1)])
def test_a_minute_of_sixteen_lanes_weighs_little(visible_until: float, window: tuple[float, float | None]):
    shown = page(scenes.long_run(visible_until=visible_until), start=window[0], end=window[1])

    assert len(gzip.compress(shown.encode())) < MOST_COMPRESSED_BYTES


def test_a_run_without_a_single_lane_has_its_page():
    assert "Show as a table" in page(scenes.Timeline(seconds=0.0, python="3.13", cores=1))


def test_a_comparison_is_one_figure_with_a_name_for_each_run():
    runs = [
        Compared(name="Threads", timeline=scenes.four_threads()),
        Compared(name="Processes", timeline=scenes.four_processes()),
    ]
    shown = render_to_string("xray/_figure.html", comparison_context(runs, [], address="/window/"))

    assert shown.count("<x-ray ") == 1
    assert "<b>Threads</b>" in shown
    assert "<b>Processes: Main process</b>" in shown


def test_what_stands_between_backticks_is_code_and_nothing_of_it_is_markup():
    assert with_code("Take it by `with <lock>:` & go") == "Take it by <code>with &lt;lock&gt;:</code> &amp; go"


def found(**fields: object) -> SimpleNamespace:
    told = {"key": "gil-bound", "sentence": "Four threads computed in turn.", "lines": [9], "next_step": "Use less."}
    return SimpleNamespace(**{**told, **fields})


def test_what_is_found_in_several_runs_is_said_once_with_their_names():
    said = shown_together([("Threads, 4", found()), ("asyncio", found()), ("Sequential", found(sentence="Alone."))])

    assert [(each.sentence, each.where) for each in said] == [
        ("Threads, 4 and asyncio: Four threads computed in turn.", "line 9"),
        ("Sequential: Alone.", "line 9"),
    ]


def test_what_is_found_at_several_places_names_each():
    [said] = shown_together([("Threads", found()), ("asyncio", found(lines=[12, 14]))])

    assert said.where == "Threads: line 9; asyncio: lines 12 and 14"


def test_a_long_name_is_cut_in_its_middle_and_told_whole():
    long = scenes.lane("download-images-worker-17", [Slice(0.0, 1.0, State.CPU)])
    shown = page(Timeline(seconds=1.0, python="3.13", cores=1, lanes=[long]))

    assert ">downloa…ker-17<" in shown
    assert 'role="group" aria-label="download-images-worker-17"' in shown
    assert 'title="download-images-worker-17"' in shown
