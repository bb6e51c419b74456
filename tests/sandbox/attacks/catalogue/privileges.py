"""Mallory wants rights: root's, a device, another identity. Root's controls act in namespaces of their own."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Wants, attempt
from tests.sandbox.attacks.needs import ROOT, SYS_RESOURCE

attack = partial(Attack, wants=Wants.FILES, control=Control(needs=ROOT))
NO_CAPABILITY = "no capability, no new privileges"

IN_NAMESPACES = """
import ctypes, os
if os.getuid() == 0:  # on the host, where she is root: apart, so that nobody is harmed
    os.unshare(os.CLONE_NEWNS | os.CLONE_NEWUTS)
    ctypes.CDLL(None).mount(b"none", b"/", None, 16384 | (1 << 18), None)  # MS_REC | MS_PRIVATE
    ctypes.CDLL(None).mount(b"none", b"/tmp", b"tmpfs", 0, None)
"""

ATTACKS = (
    attack(
        name="makes a device node of a disk",
        item="device nodes",
        wall=NO_CAPABILITY,
        program=IN_NAMESPACES
        + attempt("os.mknod('/tmp/disk', 0o600 | stat.S_IFBLK, os.makedev(254, 0))", imports="stat"),
    ),
    attack(
        name="finds a device of the host",
        item="device nodes",
        wall="a /dev of its own",
        program="""
            import os
            ours = {"fd", "full", "null", "random", "shm", "stderr", "stdin", "stdout", "urandom", "zero"}
            found = set(os.listdir("/dev")) - ours
            print("OUT" if found else "HELD", sorted(found)[:5])
            """,
        control=Control(),
    ),
    attack(
        name="finds a place where a set-uid bit counts",
        item="suid",
        wall="every mount is nosuid; no new privileges",
        program="""
            import ctypes, os
            places = [place for place in ("/", "/tmp", "/usr/lib", "/dev/shm", "/proc") if os.path.exists(place)]
            lax = [place for place in places if not os.statvfs(place).f_flag & os.ST_NOSUID]
            gains = ctypes.CDLL(None).prctl(39, 0, 0, 0, 0) != 1  # PR_GET_NO_NEW_PRIVS
            print("OUT" if lax or gains else "HELD", lax, gains)
            """,
        control=Control(),
    ),
    attack(
        name="finds a capability left, or one to regain",
        item="suid",
        wall=NO_CAPABILITY,
        program="""
            import ctypes, struct
            libc = ctypes.CDLL(None)
            header, sets = struct.pack("Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
            libc.capget(header, sets)
            bounding = [number for number in range(41) if libc.prctl(23, number, 0, 0, 0) == 1]  # PR_CAPBSET_READ
            print("OUT" if any(sets.raw) or bounding else "HELD", sets.raw.hex(), bounding)
            """,
    ),
    attack(
        name="moves its root elsewhere",
        item="writes to the root",
        wall=NO_CAPABILITY,
        program=attempt("os.chroot('/tmp')", imports="os"),
    ),
    attack(
        name="becomes another person",
        item="suid",
        wall="one uid is mapped; " + NO_CAPABILITY,
        program="""
            import os
            for become in (os.setuid, os.setgid, lambda number: os.setgroups([number])):
                try:
                    become(0 if os.getuid() else 12345)
                    print("OUT")
                except OSError as error:
                    print("HELD", error)
            """,
        control=Control(
            program="""
            import os
            os.setgroups([12345])
            os.setgid(12345)
            os.setuid(12345)
            print("OUT", os.getresuid())
            """,
            needs=ROOT,
        ),
    ),
    attack(
        name="renames the host",
        item="writes to the root",
        wall=NO_CAPABILITY,
        program=IN_NAMESPACES + attempt("socket.sethostname('mallory')"),
    ),
    attack(
        name="takes precedence over everybody",
        item="CPU chains",
        wall=NO_CAPABILITY,
        program="""
            import os
            for act in (
                lambda: os.setpriority(os.PRIO_PROCESS, 0, -10),
                lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
            ):
                try:
                    act()
                    print("OUT")
                except OSError as error:
                    print("HELD", error)
            """,
    ),
    attack(
        name="makes itself the last one that the kernel ends for memory",
        item="memory by heap",
        wall=NO_CAPABILITY,
        program="""
            try:
                with open("/proc/self/oom_score_adj", "w") as file:
                    file.write("-1000")
                print("OUT")
            except OSError as error:
                print("HELD", error)
            """,
        control=Control(needs=SYS_RESOURCE),
    ),
    attack(
        name="changes settings of the kernel",
        item="writes to the root",
        wall="an unprivileged uid; " + NO_CAPABILITY,
        program="""
            for name in ("sys/kernel/core_pattern", "sys/kernel/hostname", "sys/vm/overcommit_memory", "sysrq-trigger"):
                try:
                    open(f"/proc/{name}", "r+b", buffering=0).close()  # who may open it may write it
                    print("OUT", name)
                except OSError as error:
                    print("HELD", error)
            """,
    ),
    attack(
        name="sets the clock",
        item="",
        wall=NO_CAPABILITY + "; seccomp",
        program=attempt("time.clock_settime(time.CLOCK_REALTIME, time.time())", imports="time"),
    ),
)
