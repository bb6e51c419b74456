"""Visits a link without being led into the site's own network: each address is looked at after it was resolved."""

import http.client
import io
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from courses.publishing.checking.addresses import is_global, why_not_linkable

MOST_REDIRECTS = 5
PATIENCE_SECONDS = 10.0
"""For one answer of the network."""
VISIT_SECONDS = 30.0
"""For the whole visit, redirects included: a server that sends a byte every nine seconds would hold it for ever."""
TOO_LONG = "It takes too long to answer."
AGENT = "Interleave-link-checker"
ASK_ANOTHER_WAY = {403, 404, 405, 501}
"""What servers answer that do not know HEAD."""
MAY_STAND = "/%:@!$&'()*+,;=~?"
"""In a path or a query as it is (RFC 3986); everything else is written in percents."""


class Dead(Exception):
    """Why nothing was found there, in a few words for the author."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """`trouble` is "" where the link is alive."""

    trouble: str = ""

    @property
    def is_alive(self) -> bool:
        return not self.trouble


@dataclass(frozen=True, kw_only=True)
class Leave:
    """What a visit may do: connect to an address, and go on until a moment of the monotonic clock."""

    may_connect: Callable[[str], bool]
    until: float

    def left_seconds(self) -> float:
        """For the next wait. Raises Dead where the time of the whole visit is over."""
        left = self.until - monotonic()
        if left <= 0:
            raise Dead(TOO_LONG)
        return min(left, PATIENCE_SECONDS)


class Incoming(io.RawIOBase):
    """What a server sends; each wait for more of it takes of the time that the visit has left."""

    def __init__(self, sock: socket.socket, leave: Leave) -> None:
        self.sock, self.leave = sock, leave

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.sock.settimeout(self.leave.left_seconds())
        return self.sock.recv_into(buffer)


class Line:
    """As much of a socket as http.client asks of one."""

    def __init__(self, sock: socket.socket, leave: Leave) -> None:
        self.sock, self.leave = sock, leave

    def sendall(self, content: Any) -> None:
        self.sock.settimeout(self.leave.left_seconds())
        self.sock.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(Incoming(self.sock, self.leave))

    def close(self) -> None:
        self.sock.close()


def is_public(address: str) -> bool:
    """Whether an IP address, as resolving gave it, belongs to the public Internet."""
    return is_global(ip_address(address.partition("%")[0]))


def visit(link: str, *, may_connect: Callable[[str], bool] = is_public, within_seconds: float = VISIT_SECONDS) -> Visit:
    """Follows the link and its redirects; what is asked of each step is asked of the next one, too.

    The connection goes to the very address that was looked at: a name that resolves differently the second time
    leads nowhere else.
    """
    address, leave = link, Leave(may_connect=may_connect, until=monotonic() + within_seconds)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, there = ask(address, leave)
            if there is None:
                return Visit(trouble="" if status < 400 else f"It answers {status}.")
            address = joined(address, there)
    except Dead as reason:
        return Visit(trouble=str(reason))
    return Visit(trouble=f"It leads on more than {MOST_REDIRECTS} times.")


def joined(address: str, there: str) -> str:
    try:
        return urljoin(address, there)
    except ValueError:
        raise Dead(f"It leads on to “{there[:60]}”, which is no address.") from None


def ask(address: str, leave: Leave) -> tuple[int, str | None]:
    """The status, and where it leads on to. Raises Dead."""
    if leave.may_connect is is_public and (reason := why_not_linkable(address)):
        raise Dead(reason)
    status, there = answer(address, "HEAD", leave)
    return answer(address, "GET", leave) if status in ASK_ANOTHER_WAY else (status, there)


def answer(address: str, method: str, leave: Leave) -> tuple[int, str | None]:
    try:
        parts = urlsplit(address)
        host, is_secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        connection = http.client.HTTPConnection(host, port)
        with connected(host, port, leave) as plain, secured(plain, host) if is_secure else plain as sock:
            connection.sock = Line(sock, leave)
            path = quote(parts.path or "/", MAY_STAND) + (f"?{quote(parts.query, MAY_STAND)}" if parts.query else "")
            connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
            response = connection.getresponse()
            is_redirect = response.status in {301, 302, 303, 307, 308}
            return response.status, response.getheader("Location") if is_redirect else None
    except TimeoutError:
        raise Dead(TOO_LONG) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Dead(f"It cannot be reached: {error or type(error).__name__}."[:180]) from None


def secured(sock: socket.socket, host: str) -> socket.socket:
    """The time that the socket waits is the time of the whole handshake."""
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)


def connected(host: str, port: int, leave: Leave) -> socket.socket:
    """A connection to the first address of the host; Dead where any of them lies in a private network."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    addresses = list(dict.fromkeys(map(str, found)))
    if not addresses or not all(leave.may_connect(each) for each in addresses):
        raise Dead(f"“{host[:60]}” leads into a private network.")
    return socket.create_connection((addresses[0], port), timeout=leave.left_seconds())
