"""Visits a link without being led into the site's own network: each address is looked at after it was resolved."""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

from courses.publishing.checking.addresses import is_global, why_not_linkable

MOST_REDIRECTS = 5
PATIENCE_SECONDS = 10.0
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


def is_public(address: str) -> bool:
    """Whether an IP address, as resolving gave it, belongs to the public Internet."""
    return is_global(ip_address(address.partition("%")[0]))


def visit(link: str, *, may_connect: Callable[[str], bool] = is_public) -> Visit:
    """Follows the link and its redirects; what is asked of each step is asked of the next one, too.

    The connection goes to the very address that was looked at: a name that resolves differently the second time
    leads nowhere else.
    """
    address = link
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, there = ask(address, may_connect=may_connect)
            if there is None:
                return Visit(trouble="" if status < 400 else f"It answers {status}.")
            address = urljoin(address, there)
    except Dead as reason:
        return Visit(trouble=str(reason))
    return Visit(trouble=f"It leads on more than {MOST_REDIRECTS} times.")


def ask(address: str, *, may_connect: Callable[[str], bool]) -> tuple[int, str | None]:
    """The status, and where it leads on to. Raises Dead."""
    if may_connect is is_public and (reason := why_not_linkable(address)):
        raise Dead(reason)
    status, there = answer(address, "HEAD", may_connect=may_connect)
    return answer(address, "GET", may_connect=may_connect) if status in ASK_ANOTHER_WAY else (status, there)


def answer(address: str, method: str, *, may_connect: Callable[[str], bool]) -> tuple[int, str | None]:
    parts = urlsplit(address)
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    try:
        port = parts.port or (443 if is_secure else 80)
        sock = connected(host, port, may_connect=may_connect)
        connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
        with sock:
            connection.sock = (
                ssl.create_default_context().wrap_socket(sock, server_hostname=host) if is_secure else sock
            )
            path = quote(parts.path or "/", MAY_STAND) + (f"?{quote(parts.query, MAY_STAND)}" if parts.query else "")
            connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
            response = connection.getresponse()
            is_redirect = response.status in {301, 302, 303, 307, 308}
            return response.status, response.getheader("Location") if is_redirect else None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Dead(f"It cannot be reached: {error or type(error).__name__}."[:180]) from None


def connected(host: str, port: int, *, may_connect: Callable[[str], bool]) -> socket.socket:
    """A connection to the first address of the host; Dead where any of them lies in a private network."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    addresses = list(dict.fromkeys(map(str, found)))
    if not addresses or not all(may_connect(each) for each in addresses):
        raise Dead(f"“{host[:60]}” leads into a private network.")
    return socket.create_connection((addresses[0], port), timeout=PATIENCE_SECONDS)
