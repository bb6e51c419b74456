"""Mallory wants around a filter: the same calls under other numbers, as 32-bit programs and the x32 table have them."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Held, Wants
from tests.sandbox.attacks.needs import X32, X86

attack = partial(Attack, wants=Wants.DOORS, held=Held(may_be_killed=True), wall="seccomp, by the table of calls")

MACHINE_CODE = """
import ctypes, mmap, os, signal

def run(code):
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()

def answer(code):
    "What the code gives, in a child: a filter may kill who tries."
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(into, str(run(code)).encode())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    os.close(into)
    return int(os.read(out, 20) or -1000 - os.waitstatus_to_exitcode(status))

if os.uname().machine != "x86_64":
    print("HELD, there is but one table")
    raise SystemExit
"""

ATTACKS = (
    attack(
        name="makes calls as a 32-bit program does",
        item="",
        program=MACHINE_CODE
        + """
got = answer(bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3]))  # mov eax, getpid; int 0x80; ret
print("OUT" if got > 0 else "HELD", got)
""",
        control=Control(needs=X86),
    ),
    attack(
        name="keeps a secret in the keyring as a 32-bit program does",
        item="keyctl",
        program=MACHINE_CODE
        + """
sets = bytes([0x53, 0xB8, 32, 1, 0, 0, 0x31, 0xDB, 0xB9, 253, 255, 255, 255, 0xBA, 1, 0, 0, 0])
asks = bytes([0xCD, 0x80, 0x5B, 0xC3])
got = answer(sets + asks)  # push rbx; eax = 288, keyctl; ebx = 0; ecx = -3; edx = 1; int 0x80; pop rbx; ret
print("OUT" if got > 0 else "HELD", got)
""",
        control=Control(needs=X86),
    ),
    attack(
        name="makes calls by the numbers of x32",
        item="",
        program=MACHINE_CODE
        + """
got = answer(bytes([0xB8, 39, 0, 0, 0x40, 0x0F, 0x05, 0xC3]))  # mov eax, x32's getpid; syscall; ret
print("OUT" if got > 0 else "HELD", got)
""",
        control=Control(needs=X32),
    ),
)
