"""Which addresses a course may link to: http and https, at names or addresses of the public Internet."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

#: Names that never leave a machine or its own network (RFC 6761, RFC 6762, RFC 8375).
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".test", ".invalid", ".onion")
LONGEST_ADDRESS = 500
HOLDS_IPV4 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
"""Networks whose addresses end in an IPv4 address: of NAT64 (RFC 6052), and the old compatible ones (RFC 4291)."""


def why_not_linkable(address: str) -> str:
    """Why a course must not link there, in a sentence; "" where it may. Nothing is asked of the network."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"“{address[:60]}” is no address."
    if any(each <= " " or each == "\x7f" for each in address):
        return f"“{address[:60]}” is no address: there is a blank in it."
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
        return not is_global(ip_address(host))
    except ValueError:
        name = f".{host.rstrip('.').lower()}"
        return name.count(".") < 2 or name.endswith(PRIVATE_NAMES) or is_number(host)


def is_global(address: IPv4Address | IPv6Address) -> bool:
    """Whether it belongs to the public Internet; an IPv4 address within an IPv6 one is looked at itself."""
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        inner += [IPv4Address(int(address) & 0xFFFFFFFF)] if any(address in each for each in HOLDS_IPV4) else []
        if not all(each.is_global for each in inner if each):
            return False
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast


def is_number(host: str) -> bool:
    """Whether a browser would read the name as an IPv4 address in another notation: 2130706433, 0x7f.1."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    return last.isdigit() or last.startswith("0x")
