"""What a host must have for a control to succeed there: named, and asked of the host itself."""

import gzip
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """`words` complete the sentence “the control needs …”."""

    words: str
    is_met: Callable[[], bool]


def is_root() -> bool:
    return os.geteuid() == 0


def has_capability(number: int) -> bool:
    """Root of a container, or of a virtual machine like this one, may lack some."""
    status = Path("/proc/self/status").read_text()
    return bool(int(status.split("CapEff:")[1].split()[0], 16) >> number & 1)


def has_a_network() -> bool:
    """Whether this host has an address beside the loopback; nothing is sent."""
    with suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return True
    return False


def resolves_names() -> bool:
    with suppress(OSError):
        return bool(socket.getaddrinfo("example.org", 80))
    return False


def kernel_has(*options: str) -> bool:
    """Whether the kernel says it was built with these; False where it does not say."""
    built = Path("/boot", f"config-{os.uname().release}")
    text = ""
    with suppress(OSError):
        text = built.read_text()
    with suppress(OSError):
        text = gzip.decompress(Path("/proc/config.gz").read_bytes()).decode()
    return all(f"{option}=y" in text or f"{option}=m" in text for option in options)


def number_in(path: str) -> int | None:
    with suppress(OSError, ValueError):
        return int(Path(path).read_text())
    return None


ROOT = Need("root", is_root)
SYS_RESOURCE = Need("root with the capability to exceed limits", lambda: has_capability(24))
NETWORK = Need("an address beside the loopback", has_a_network)
NAMES = Need("names of the internet that resolve", resolves_names)
USER_NAMESPACES = Need("user namespaces", lambda: is_root() or bool(number_in("/proc/sys/user/max_user_namespaces")))
ROOT_AND_MODULES = Need("root, and a kernel that loads modules", lambda: is_root() and kernel_has("CONFIG_MODULES"))
ROOT_AND_KEXEC = Need("root, and a kernel that can be replaced", lambda: is_root() and kernel_has("CONFIG_KEXEC"))
IO_URING = Need(
    "io_uring, which some hosts switch off",
    lambda: (number_in("/proc/sys/kernel/io_uring_disabled") or 0) < (2 if is_root() else 1),
)
USERFAULTFD = Need("userfaultfd", lambda: kernel_has("CONFIG_USERFAULTFD") or is_root())
X86 = Need("an x86_64 machine whose kernel runs 32-bit programs", lambda: kernel_has("CONFIG_IA32_EMULATION"))
X32 = Need("an x86_64 kernel with the x32 numbers", lambda: kernel_has("CONFIG_X86_X32_ABI"))
PORTS = Need("root, and a kernel that shares its ports", lambda: is_root() and kernel_has("CONFIG_X86_IOPL_IOPERM"))
VSOCK = Need("a kernel with sockets between virtual machines", lambda: kernel_has("CONFIG_VSOCKETS"))
PERF = Need(
    "counters that anybody may use", lambda: is_root() or (number_in("/proc/sys/kernel/perf_event_paranoid") or 0) < 3
)
TERMINAL_INPUT = Need(
    "a terminal that may be typed at by programs",
    lambda: has_capability(21) or number_in("/proc/sys/dev/tty/legacy_tiocsti") in (1, None),
)
