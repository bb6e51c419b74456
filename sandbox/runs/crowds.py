"""Crowds: the visitors behind one address, known by a keyed hash, so that no address is ever written down."""

from ipaddress import IPv6Address, ip_address

from django.utils.crypto import salted_hmac

SALT = "sandbox.runs.crowd"
CROWD_CHARACTERS = 32


def crowd_of(address: str) -> str:
    """The crowd of a visitor's address: the same word for the same household, and no way back to the address."""
    return salted_hmac(SALT, network_of(address), algorithm="sha256").hexdigest()[:CROWD_CHARACTERS]


def network_of(address: str) -> str:
    """What one household holds: an IPv4 address, or the first half of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64" if isinstance(parsed, IPv6Address) else str(parsed)
