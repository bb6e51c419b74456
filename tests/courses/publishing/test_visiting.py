"""The link checker finds what is alive, and is led into no private network, by no name and no redirect."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from courses.content.models import Section
from courses.publishing.checking.addresses import why_not_linkable
from courses.publishing.link_checking import check_links
from courses.publishing.visiting import Visit, is_public, visit


class Answers(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        answers = {
            "/alive": 200,
            "/gone": 404,
            "/no-head": 404,
            "/only-get": 405,
            "/on": 302,
            "/round": 302,
            "/inside": 302,
            "/broken": 302,
            "/Nebenl%C3%A4ufigkeit?q=%C3%A4": 200,
        }
        self.send_response(answers.get(self.path, 500))
        leads = {"/on": "/alive", "/round": "/round", "/inside": "http://10.0.0.1/secret", "/broken": "http://[bad/"}
        if self.path in leads:
            self.send_header("Location", leads[self.path])
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/gone" else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answers.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def only_here(address: str) -> bool:
    """What a test allows in the place of the public Internet."""
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/alive", ""),
        ("/on", ""),
        ("/only-get", ""),
        ("/Nebenläufigkeit?q=ä", ""),
        ("/no-head", ""),
        ("/gone", "It answers 404."),
        ("/round", "It leads on more than 5 times."),
        ("/broken", "It leads on to “http://[bad/”, which is no address."),
        ("/inside", "“10.0.0.1” leads into a private network."),
    ],
)
def test_what_is_found_at_a_link(server: str, path: str, trouble: str):
    assert visit(server + path, may_connect=only_here).trouble == trouble


@pytest.fixture
def dripping() -> Iterator[str]:
    """A server that sends a byte of its answer every 50 ms, and never the last one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=[server])
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    thread.join()


def drip(server: socket.socket) -> None:
    there, _ = server.accept()
    with there, suppress(OSError):
        there.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            there.sendall(b"x")
            time.sleep(0.05)


def test_a_server_that_answers_without_end_holds_no_visit(dripping: str):
    assert visit(dripping, may_connect=only_here, within_seconds=0.4).trouble == "It takes too long to answer."


def test_nothing_is_asked_of_a_private_address(server: str):
    assert "private network" in visit(server + "/alive").trouble
    assert Answers.asked == []
    assert visit(server + "/alive", may_connect=only_here).is_alive  # the control: without the wall it is asked


def test_a_name_that_resolves_to_a_private_address_is_not_visited(server: str, monkeypatch: pytest.MonkeyPatch):
    port = int(server.rpartition(":")[2])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))])

    assert "leads into a private network" in visit(f"http://rebound.example.org:{port}/alive").trouble
    assert Answers.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "224.0.0.1",
        "0.0.0.0",
        "64:ff9b::a00:1",
        "::127.0.0.1",
        "2002:a00:1::",
    ],
)
def test_what_is_not_public(address: str):
    assert not is_public(address)
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "link",
    [
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://exa mple.com/",
        "http://example.com/\r\nX: y",
        "http://[64:ff9b::a00:1]/",
    ],
)
def test_what_no_course_may_link_to(link: str):
    assert why_not_linkable(link)
    assert not why_not_linkable("https://docs.python.org/3/")


def test_when_it_was_last_seen_alive_is_kept_while_it_is_away(kettles: Section):
    references = list(kettles.references.all())
    check_links(references, visiting=lambda _link: Visit())
    seen = kettles.references.get().seen_at
    assert check_links(references, visiting=lambda _link: Visit(trouble="It answers 404.")) == references

    after = kettles.references.get()
    assert (after.seen_at, after.trouble) == (seen, "It answers 404.")
