"""Mallory wants a door into the kernel that stands open to anybody: a call behind which bugs have been found.

Nothing but a filter holds most of these, since the kernel asks for no right. What they open ends with them.
"""

from tests.sandbox.attacks.catalogue.door import door
from tests.sandbox.attacks.needs import IO_URING, PERF, ROOT, TERMINAL_INPUT, USERFAULTFD

A_CHILD = """
import signal
out, into = os.pipe()
child = os.fork()
if child == 0:
    secret = ctypes.create_string_buffer(b"of the child")
    os.write(into, struct.pack("Q", ctypes.addressof(secret)))
    signal.pause()
address, = struct.unpack("Q", os.read(out, 8))
import atexit
atexit.register(os.kill, child, 9)
"""

ATTACKS = (
    door(
        "keeps a secret in the kernel's keyring",
        'tell(call:add_key(b"user", b"note", b"x", 1, -2))  # of this process',
        item="keyctl",
    ),
    door(
        "asks for the keyring of its session",
        "tell(call:keyctl(0, -3, 1))  # KEYCTL_GET_KEYRING_ID",
        item="keyctl",
    ),
    door(
        "makes a map for programs in the kernel",
        'tell(call:bpf(0, struct.pack("4I", 2, 4, 4, 1) + bytes(56), 72))  # BPF_MAP_CREATE',
        item="bpf",
        wall="an unprivileged uid, where the host refuses it to those; seccomp",
        needs=ROOT,
    ),
    door(
        "measures itself by the processor's counters",
        """
about = struct.pack("IIQQQQQ", 1, 112, 0, 0, 0, 0, 1 << 5 | 1 << 6) + bytes(64)  # a software clock, not in the kernel
tell(call:perf_event_open(about, 0, -1, -1, 0))
""",
        item="perf",
        needs=PERF,
    ),
    door(
        "hands the kernel a ring of calls to make",
        "tell(call:io_uring_setup(8, ctypes.create_string_buffer(120)))",
        item="io_uring",
        wall="RLIMIT_MEMLOCK, on most kernels; seccomp",
        needs=IO_URING,
    ),
    door(
        "takes from the machine's requests to disks, of which there is one number for all",
        "tell(call:io_setup(1, ctypes.byref(ctypes.c_long(0))))",
    ),
    door(
        "makes the kernel wait for its pages",
        "tell(call:userfaultfd(1))  # UFFD_USER_MODE_ONLY, which anybody may",
        item="userfaultfd",
        needs=USERFAULTFD,
    ),
    door(
        "types at the terminal it was started from",
        """
import fcntl
try:
    _, terminal = os.openpty()
    os.getsid(0) == os.getpid() or os.setsid()
    fcntl.ioctl(terminal, 0x540E, 0)  # TIOCSCTTY
    for letter in b"reboot":
        fcntl.ioctl(terminal, 0x5412, bytes([letter]))  # TIOCSTI
    print("OUT")
except OSError as error:
    print("HELD", error)
""",
        item="TIOCSTI",
        wall="no terminal in the jail; a session of its own; seccomp",
        needs=TERMINAL_INPUT,
    ),
    door(
        "debugs a process of its own",
        A_CHILD + "tell(call:ptrace(0x4206, child, 0, 0))  # PTRACE_SEIZE",
        item="ptrace",
    ),
    door(
        "reads the memory of a process of its own",
        A_CHILD
        + """
room = ctypes.create_string_buffer(12)
here, there = (struct.pack("QQ", each, 12) for each in (ctypes.addressof(room), address))
tell(call:process_vm_readv(child, here, 1, there, 1, 0))
""",
        item="ptrace",
    ),
    door(
        "takes a descriptor from a process of its own",
        A_CHILD + "tell(call:pidfd_getfd(os.pidfd_open(child), 1, 0))",
        item="inherited descriptors",
    ),
    door(
        "compares what two processes hold in the kernel",
        A_CHILD + "tell(call:kcmp(os.getpid(), child, 1, 0, 0))",
    ),
    door(
        "takes the randomness out of its addresses",
        "tell(call:personality(0x0040000))  # ADDR_NO_RANDOMIZE, for what it executes next",
    ),
    door(
        "watches the files of the whole machine",
        "tell(call:fanotify_init(0x200, 0))  # FAN_REPORT_FID, which anybody may",
    ),
)
