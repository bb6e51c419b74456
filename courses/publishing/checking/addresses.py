"""Which addresses a course may link to: http and https, at names or addresses of the public Internet."""

from ipaddress import ip_address
from urllib.parse import urlsplit

#: Names that never leave a machine or its own network (RFC 6761, RFC 6762, RFC 8375).
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".test", ".invalid", ".onion")
LONGEST_ADDRESS = 500


def why_not_linkable(address: str) -> str:
    """Why a course must not link there, in a sentence; "" where it may. Nothing is asked of the network."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"“{address[:60]}” is no address."
    if parts.scheme not in {"http", "https"} or not host:
        return f"“{address[:60]}” is no address that begins with https:// or http://."
    if len(address) > LONGEST_ADDRESS:
        return f"This address has {len(address)} characters; {LONGEST_ADDRESS} fit."
    if parts.username is not None:
        return f"The address at {host[:60]} carries a name or password; leave them out."
    if is_private(host):
        return f"“{host[:60]}” lies within a private network: readers cannot get there, and this site must not."
    return ""


def is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        name = f".{host.rstrip('.').lower()}"
        return name.count(".") < 2 or name.endswith(PRIVATE_NAMES) or is_number(host)


def is_number(host: str) -> bool:
    """Whether a browser would read the name as an IPv4 address in another notation: 2130706433, 0x7f.1."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    return last.isdigit() or last.startswith("0x")
