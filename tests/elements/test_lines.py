"""What a program printed becomes the same lines on the server and in the browser."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from sandbox.runs.lines import lines_of
from sandbox.runs.streaming.messages import StreamedEvent

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "lines.json").read_text())
IN_THE_BROWSER = """async texts => {
    const { OutputLines } = await import("/static/js/lib/runs/output-lines.js");
    const output = new OutputLines();
    for (const [channel, at, text] of texts) output.add(channel, at, text);
    return output.lines.map(line => [line.channel, line.at, line.text]);
}"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["promise"])
def test_on_the_server(case: dict[str, Any]):
    said = [
        StreamedEvent(run="threads", attempt=1, kind=channel, fields={"at": at, "text": text})
        for channel, at, text in case["texts"]
    ]

    assert [[line.channel, line.at, line.text] for line in lines_of(said)] == case["lines"]


@pytest.mark.journey
def test_in_the_browser(tab: Page, harness_site: str):
    tab.goto(f"{harness_site}/harness/submission/")

    for case in CASES:
        assert tab.evaluate(IN_THE_BROWSER, case["texts"]) == case["lines"], case["promise"]
