"""Mallory wants memory that no process seems to have: the kernel's own, and what is on its way from one to another."""

from tests.sandbox.attacks.attack import LOOKING
from tests.sandbox.attacks.catalogue.memory import attack, takes

ATTACKS = (
    attack(
        name="takes memory by tables of pages that hold nothing",
        item="memory by heap",
        **takes("""
kept, GIB = [], 2**30  # 2 MiB of tables each, if nothing but nought is read
for _ in range(MIB // 2):
    space = mmap.mmap(-1, GIB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ)
    space.madvise(15)  # MADV_NOHUGEPAGE; and before, MAP_NORESERVE
    for place in range(0, GIB, 2**21):
        space[place]
    kept.append(space)
"""),
    ),
    attack(
        name="takes memory by files that are on their way",
        item="memfd",
        **takes("""
one, other = socket.socketpair()
for number in range(0, MIB, 32):
    file = os.memfd_create(f"hidden-{number}")
    for _ in range(32):
        os.write(file, BLOCK)
    socket.send_fds(one, [b"x"], [file])
    os.close(file)
"""),
        open_on={LOOKING: "what is sent and not received is counted by cgroups only"},
    ),
)
