"""The numbers of those system calls that the filter speaks of; `None` where a machine does not have the call."""

from dataclasses import dataclass

AUDIT_LITTLE_ENDIAN_64_BIT = 0xC0000000
MACHINES = {"x86_64": AUDIT_LITTLE_ENDIAN_64_BIT | 62, "aarch64": AUDIT_LITTLE_ENDIAN_64_BIT | 183}
"""How the kernel names the machines that we know: the number that ELF has for them, and their kind."""
FIRST_OF_X32 = 0x40000000
"""From here on, on x86_64, the calls of a second table, which nobody here needs."""

_NUMBERS = """
    acct 163 89
    add_key 248 217
    adjtimex 159 171
    bpf 321 280
    chroot 161 51
    clock_adjtime 305 266
    clock_settime 227 112
    clone 56 220
    clone3 435 435
    delete_module 176 106
    fanotify_init 300 262
    fanotify_mark 301 263
    finit_module 313 273
    fsconfig 431 431
    fsmount 432 432
    fsopen 430 430
    fspick 433 433
    init_module 175 105
    inotify_init 253 -
    inotify_init1 294 26
    io_cancel 210 3
    io_destroy 207 1
    io_getevents 208 4
    io_pgetevents 333 292
    io_setup 206 0
    io_submit 209 2
    io_uring_enter 426 426
    io_uring_register 427 427
    io_uring_setup 425 425
    ioctl 16 29
    ioperm 173 -
    iopl 172 -
    kcmp 312 272
    kexec_file_load 320 294
    kexec_load 246 104
    keyctl 250 219
    listmount 458 458
    lookup_dcookie 212 18
    mbind 237 235
    memfd_secret 447 447
    migrate_pages 256 238
    modify_ldt 154 -
    mount 165 40
    mount_setattr 442 442
    move_mount 429 429
    move_pages 279 239
    name_to_handle_at 303 264
    nfsservctl 180 42
    open_by_handle_at 304 265
    open_tree 428 428
    open_tree_attr 467 467
    perf_event_open 298 241
    personality 135 92
    pidfd_getfd 438 438
    pivot_root 155 41
    process_madvise 440 440
    process_mrelease 448 448
    process_vm_readv 310 270
    process_vm_writev 311 271
    ptrace 101 117
    quotactl 179 60
    quotactl_fd 443 443
    reboot 169 142
    request_key 249 218
    set_mempolicy 238 237
    set_mempolicy_home_node 450 450
    setdomainname 171 162
    sethostname 170 161
    setns 308 268
    settimeofday 164 170
    socket 41 198
    socketpair 53 199
    statmount 457 457
    swapoff 168 225
    swapon 167 224
    sysfs 139 -
    syslog 103 116
    umount2 166 39
    unshare 272 97
    uselib 134 -
    userfaultfd 323 282
    ustat 136 -
    vhangup 153 58
"""


@dataclass(frozen=True)
class Table:
    """One machine's: its name in the kernel's words, and its numbers by the name of the call."""

    machine: int
    numbers: dict[str, int]


def table(machine: str) -> Table:
    """Of a machine as `os.uname` names it; raises KeyError for one that we do not know."""
    column = 1 + list(MACHINES).index(machine) if machine in MACHINES else None
    if column is None:
        raise KeyError(machine)
    lines = [line.split() for line in _NUMBERS.splitlines() if line]
    return Table(MACHINES[machine], {line[0]: int(line[column]) for line in lines if line[column] != "-"})
