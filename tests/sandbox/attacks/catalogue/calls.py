"""System calls by their names, for attacks that knock at the kernel's doors: the text of a program that makes one."""

NUMBERS = {
    "acct": (163, 89), "add_key": (248, 217), "bpf": (321, 280), "clone3": (435, 435), "fanotify_init": (300, 262),
    "finit_module": (313, 273), "fsopen": (430, 430), "io_setup": (206, 0), "io_uring_setup": (425, 425),
    "kcmp": (312, 272), "kexec_load": (246, 104), "keyctl": (250, 219), "mount": (165, 40), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "open_tree": (428, 428),
    "perf_event_open": (298, 241), "personality": (135, 92), "pidfd_getfd": (438, 438), "pivot_root": (155, 41),
    "process_vm_readv": (310, 270), "ptrace": (101, 117), "reboot": (169, 142), "request_key": (249, 218),
    "setns": (308, 268), "swapon": (167, 224), "umount2": (166, 39), "userfaultfd": (323, 282),
}  # fmt: skip
"""On x86_64, and on aarch64 (which is the kernel's table for every newer machine)."""

CALLING = """
import ctypes, errno, os, struct
libc = ctypes.CDLL(None, use_errno=True)

def call(x86_64, others, *arguments):
    number = x86_64 if os.uname().machine == "x86_64" else others
    wide = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return libc.syscall(ctypes.c_long(number), *wide)

def tell(answer):
    print("OUT" if answer >= 0 else f"HELD {errno.errorcode[ctypes.get_errno()]}", flush=True)
"""


def knocks(text: str) -> str:
    """The program with every `call:name(…)` in it made a call of that number."""
    for name, numbers in NUMBERS.items():
        text = text.replace(f"call:{name}(", f"call({numbers[0]}, {numbers[1]}, ")
    return CALLING + text
