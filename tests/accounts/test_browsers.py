"""What browsers call themselves comes out in words of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.browsers import BROWSERS, SYSTEMS, UNKNOWN, browser_in_words

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Windows"),
        (f"{MOZILLA} (X11; Linux x86_64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36", "Chrome on Linux"),
        (f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.1 Safari/605", "Safari on macOS"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari on iPhone"),
        (
            f"{MOZILLA} (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605 CriOS/131.0 Mobile Safari/604",
            "Chrome on iPad",
        ),
        (
            f"{MOZILLA} (Linux; Android 14; SM-S921B) SamsungBrowser/26.0 Chrome/122 Safari",
            "Samsung Internet on Android",
        ),
        (f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/131.0 Safari/537.36", "Chrome on ChromeOS"),
        ("curl/8.5.0", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_told_in_words(user_agent: str, words: str):
    assert browser_in_words(user_agent) == words


@given(st.text(max_size=300))
def test_nothing_that_a_stranger_sends_gets_into_the_words(user_agent: str):
    ours = {name for _, name in (*BROWSERS, *SYSTEMS)} | {"A browser", UNKNOWN}

    assert set(browser_in_words(user_agent).split(" on ")) <= ours
    assert len(browser_in_words(user_agent)) <= 60
