"""A visitor without account or browser: runs a demo and hears its stream, asks the race lab, plays a level."""

import json
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from proof.stack import Broken

STREAM_SECONDS = 90
VERDICT_SECONDS = 60


class Visitor:
    """Cookies, the site's address, and trust in one certificate."""

    def __init__(self, address: str, certificate: Path) -> None:
        self.address = address
        self.cookies = CookieJar()
        trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=str(certificate)))
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), trust, urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def open(self, path: str, form: list[tuple[str, str]] | None = None, *, seconds: float = 30) -> Any:
        address = urljoin(self.address, path)
        headers = {"Referer": address} if form is not None else {}
        data = urlencode(form).encode() if form is not None else None
        try:
            return self.opener.open(urllib.request.Request(address, data, headers), timeout=seconds)  # noqa: S310
        except urllib.error.HTTPError as error:
            title = re.search(r"<title>\s*(.*?)\s*</title>", error.read().decode(errors="replace"), re.DOTALL)
            raise Broken(f"{path} answers {error.code}: {title[1] if title else error.reason}") from None
        except OSError as error:
            raise Broken(f"{path} does not answer: {error}") from None

    def text(self, path: str) -> str:
        return str(self.open(path).read().decode())

    def post(self, path: str, page: str, **fields: str) -> Any:
        """Sends a form with the token that stands on `page`, as a browser would."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if not found:
            raise Broken(f"The page that leads to {path} has no form with a token.")
        return self.open(path, [("csrfmiddlewaretoken", found[1]), *fields.items()])

    def first_demo(self) -> str:
        found = re.search(r'href="(/demos/[a-z0-9-]+/)"', self.text("/"))
        if not found:
            raise Broken("The home page leads to no demo: was the demo course imported?")
        return found[1]

    def run(self, demo: str) -> tuple[str, str]:
        """Presses Run; returns the address of the submission's page and the page."""
        page = self.text(demo)
        variant = re.search(r'name="variant"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="variant"', page)
        if not variant:
            raise Broken(f"{demo} offers no variant to run.")
        answer = self.post(f"{demo}run/", page, variant=variant[1] or variant[2])
        return answer.url.removeprefix(self.address), answer.read().decode()

    def explore(self, program: str) -> str:
        """Has a program of the race lab tried in every order; returns the verdict in its short words."""
        page = self.post("/lab/explore/", self.text("/lab/"), program=program)
        address, text = page.url, page.read().decode()
        give_up_at = time.monotonic() + VERDICT_SECONDS
        while (found := re.search(r'id="lab-verdict".*?<span class="chip (\w*)">([^<]+)', text, re.DOTALL)) is None or (
            found[1] not in {"ok", "bad"}
        ):
            if time.monotonic() > give_up_at:
                raise Broken(f"The race lab has no verdict of {program}; it says: {found[2] if found else 'nothing'}")
            time.sleep(0.2)
            text = self.text(address)
        return found[2].strip()

    def play(self, level: str, moves: str) -> list[str]:
        """What was done in these moves of a level, a line a step."""
        text = self.text(f"/games/{level}/?moves={moves}")
        strip = re.search(r'<ol class="lab-strip".*?</ol>', text, re.DOTALL)
        if not strip:
            raise Broken(f"The level {level} shows no steps: was a move answered?")
        steps = re.findall(r"<b>(.*?)</b>\s*<span>(.*?)</span>", strip[0], re.DOTALL)
        return [f"{name} {what}" for name, what in steps]

    def stream(self, submission: str, page: str) -> str:
        """A fresh address of the submission's stream."""
        answer = json.load(self.post(f"{submission}stream/", page))
        return str(answer["address"])

    def messages(self, stream: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and data of each message, as it arrives, until `over`."""
        name = ""
        for line in self.open(stream, seconds=STREAM_SECONDS):
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, json.loads(value)
                if name == "over":
                    return
        raise Broken("The stream ended without “over”.")
