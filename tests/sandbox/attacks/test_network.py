"""Mallory wants out: to the host's services, to the network, to anything that listens."""

import os
import socket
import threading
from contextlib import contextmanager

import pytest

from tests.sandbox.walls import behind_walls, this_host, unprotected

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
TRY = """
try:
    {attack}
    print("reached")
except OSError as error:
    print("held", error)
"""


@contextmanager
def listening(family=socket.AF_INET, address=("127.0.0.1", 0)):
    with socket.socket(family) as listener:
        listener.bind(address)
        listener.listen()
        threading.Thread(target=accept_all, args=[listener], daemon=True).start()
        yield listener.getsockname()
        listener.shutdown(socket.SHUT_RDWR)


def accept_all(listener):
    while True:
        try:
            listener.accept()[0].close()
        except OSError:
            return


def assert_held(attack):
    program = "import os, socket\n" + TRY.format(attack=attack)
    assert unprotected(program) == "reached\n"
    assert behind_walls(program).stdout.startswith("held")


def own_address():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent: it asks which address would be used
        return probe.getsockname()[0]


def test_the_hosts_loopback_is_not_to_be_reached():
    with listening() as (address, port):
        assert_held(f"socket.create_connection(({address!r}, {port}), 2)")


def test_the_hosts_own_address_is_not_to_be_reached():
    try:
        address = own_address()
    except OSError:
        pytest.skip("this host has no network")
    with listening(address=(address, 0)) as (_, port):
        assert_held(f"socket.create_connection(({address!r}, {port}), 2)")


def test_no_datagram_leaves():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.3)
        program = f"import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'out', {listener.getsockname()})"

        unprotected(program)
        assert listener.recv(10) == b"out"

        behind_walls(program)
        with pytest.raises(TimeoutError):
            listener.recv(10)


def test_there_is_no_way_to_the_metadata_address_and_to_names():
    run = behind_walls(
        """
        import socket
        for attempt in (
            lambda: socket.create_connection(("169.254.169.254", 80), 2),
            lambda: socket.getaddrinfo("example.org", 80),
        ):
            try:
                attempt()
                print("reached")
            except OSError as error:
                print("held", error)
        print(socket.if_nameindex())
        """
    )

    assert run.stdout.splitlines()[0] == "held [Errno 101] Network is unreachable"
    assert run.stdout.splitlines()[1].startswith("held [Errno -")
    assert run.stdout.splitlines()[2] == "[(1, 'lo')]"
    assert unprotected("import socket; print(len(socket.if_nameindex()) > 1)") == "True\n"


def test_the_hosts_abstract_sockets_are_not_to_be_reached():
    name = f"\0interleave-test-{os.getpid()}"
    with listening(socket.AF_UNIX, name):
        assert_held(f"socket.socket(socket.AF_UNIX).connect({name.encode()!r})")


def test_the_hosts_socket_files_are_not_to_be_reached(tmp_path):
    path = str(tmp_path / "s")
    with listening(socket.AF_UNIX, path):
        assert_held(f"socket.socket(socket.AF_UNIX).connect({path!r})")


@pytest.mark.skipif(os.geteuid() != 0, reason="the control needs root")
@pytest.mark.parametrize(
    "family",
    ["socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP", "socket.AF_PACKET, socket.SOCK_RAW"],
    ids=["raw", "packet"],
)
def test_no_raw_socket_can_be_had(family):
    assert_held(f"socket.socket({family})")


def test_addresses_cannot_be_added():
    run = behind_walls(
        """
        import fcntl, socket, struct
        request = struct.pack("16sH2s4s8x", b"lo", socket.AF_INET, b"", socket.inet_aton("10.9.8.7"))
        try:
            fcntl.ioctl(socket.socket(), 0x8916, request)
            print("changed")
        except PermissionError:
            print("held")
        """
    )

    assert run.stdout == "held\n"
