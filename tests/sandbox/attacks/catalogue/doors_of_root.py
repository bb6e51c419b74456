"""Mallory wants what only root may ask of the kernel, and to become root in a place of her own first.

The controls are root on the host, in a mount namespace of their own where they change anything.
"""

from tests.sandbox.attacks.catalogue.door import door
from tests.sandbox.attacks.needs import PORTS, ROOT, ROOT_AND_KEXEC, ROOT_AND_MODULES, USER_NAMESPACES

CAPABILITY = "no capability; seccomp"
NO_NAMESPACE = "no user namespace may be made; seccomp"
APART = """
os.getuid() or os.unshare(os.CLONE_NEWNS)  # on the host, where she is root: a mount namespace of her own
os.getuid() or libc.mount(b"none", b"/", None, ctypes.c_ulong(16384 | (1 << 18)), None)
"""

ATTACKS = (
    door(
        "becomes root in a user namespace of its own",
        "tell(libc.unshare(os.CLONE_NEWUSER))",
        item="nested user namespaces",
        wall=NO_NAMESPACE,
        needs=USER_NAMESPACES,
    ),
    door(
        "becomes root by clone3",
        """
arguments = struct.pack("8Q", os.CLONE_NEWUSER, 0, 0, 0, 17, 0, 0, 0)
answer = call:clone3(arguments, len(arguments))
answer or os._exit(0)
tell(answer)
""",
        item="nested user namespaces",
        wall=NO_NAMESPACE,
        needs=USER_NAMESPACES,
    ),
    door(
        "leaves for a namespace of any other kind",
        """
for kind in ("NEWNS", "NEWNET", "NEWPID", "NEWUTS", "NEWIPC", "NEWCGROUP", "NEWTIME"):
    tell(libc.unshare(getattr(os, f"CLONE_{kind}")))
""",
        item="nested user namespaces",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "enters the namespaces of its keeper",
        """
try:
    tell(call:setns(os.open(f"/proc/{os.getppid()}/ns/uts", os.O_RDONLY), 0))
except OSError as error:
    print("HELD", error)
""",
        item="nested user namespaces",
        wall="pid 1 is not dumpable; " + CAPABILITY,
        needs=ROOT,
    ),
    door(
        "mounts a file system",
        APART + 'tell(call:mount(b"none", b"/tmp", b"tmpfs", 0, None))',
        item="mount",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "mounts by the new calls",
        APART
        + """
tell(call:fsopen(b"tmpfs", 0))
tell(call:open_tree(-100, b"/tmp", 1))  # OPEN_TREE_CLONE
tell(call:mount_setattr(-100, b"/", 0, struct.pack("4Q", 0, 1, 0, 0), 32))  # no longer read-only
""",
        item="mount",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "takes a cover away from what is mounted below",
        APART + 'libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)\ntell(call:umount2(b"/tmp", 2))',
        item="mount",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "opens a file by its number, past every folder",
        """
handle, mount = bytearray(struct.pack("Ii", 128, 0) + bytes(128)), ctypes.c_int()
room = (ctypes.c_char * len(handle)).from_buffer(handle)
named = call:name_to_handle_at(-100, b"/tmp", room, ctypes.byref(mount), 0)
tell(named if named < 0 else call:open_by_handle_at(os.open("/tmp", os.O_RDONLY), room, 0))
""",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "loads a module into the kernel",
        "tell(call:finit_module(os.memfd_create('module'), b'', 0))",
        wall=CAPABILITY,
        needs=ROOT_AND_MODULES,
    ),
    door(
        "puts another kernel in place of this one",
        "tell(call:kexec_load(0, 0, 0, 0))  # of no parts: it only forgets one that was loaded",
        wall=CAPABILITY,
        needs=ROOT_AND_KEXEC,
    ),
    door(
        "speaks to the machine's own switch",
        "tell(call:reboot(0xFEE1DEAD, 672274793, 0, 0))  # LINUX_REBOOT_CMD_CAD_OFF: the keys only",
        wall=CAPABILITY,
        needs=ROOT,
    ),
    door(
        "reaches the machine's ports",
        "tell(libc.iopl(3))",
        wall=CAPABILITY,
        needs=PORTS,
    ),
)
