#!/usr/bin/env python3
"""Writes seccomp-runner.json: the system calls that the runner's container may make; everything else is refused.

It is Docker's default profile as it stands for a container without capabilities, less what neither the runner nor a
learner's Python has a use for (other processes' memory, io_uring, 32-bit programs), plus the nine calls by which the
runner builds a jail. Docker's default refuses those to everybody without CAP_SYS_ADMIN; in a user namespace of one's
own they are safe to have, and without them there is no jail.
"""

import json
from pathlib import Path
from typing import Any

PROFILE = Path(__file__).with_name("seccomp-runner.json")

JAIL = "clone clone3 mount mount_setattr pivot_root sethostname setns umount2 unshare"

FILES = """
    access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64
    fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr flistxattr flock fremovexattr
    fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr inotify_add_watch inotify_init
    inotify_init1 inotify_rm_watch ioctl lchown lgetxattr link linkat listxattr llistxattr lremovexattr lseek lsetxattr
    lstat mkdir mkdirat mknod mknodat newfstatat open openat openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev
    pwritev2 read readahead readlink readlinkat readv removexattr rename renameat renameat2 rmdir sendfile setxattr
    splice stat statfs statx symlink symlinkat sync sync_file_range syncfs tee truncate umask unlink unlinkat utime
    utimensat utimes vmsplice write writev
"""
MEMORY = """
    brk madvise membarrier memfd_create mincore mlock mlock2 mlockall mmap mprotect mremap msync munlock munlockall
    munmap pkey_alloc pkey_free pkey_mprotect remap_file_pages
"""
PROCESSES = """
    arch_prctl execve execveat exit exit_group fork get_robust_list get_thread_area getpgid getpgrp getpid getppid
    getrlimit getrusage getsid gettid kill pause pidfd_open pidfd_send_signal prctl prlimit64 process_mrelease
    restart_syscall rseq set_robust_list set_thread_area set_tid_address setpgid setrlimit setsid tgkill tkill vfork
    wait4 waitid
"""
SIGNALS = """
    rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait
    rt_tgsigqueueinfo sigaltstack signalfd signalfd4
"""
IDENTITY = """
    capget capset getegid geteuid getgid getgroups getresgid getresuid getuid setfsgid setfsuid setgid setgroups
    setregid setresgid setresuid setreuid setuid
"""
WAITING = """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 futex futex_requeue
    futex_wait futex_waitv futex_wake io_cancel io_destroy io_getevents io_pgetevents io_setup io_submit poll ppoll
    pselect6 select
"""
TIME = """
    adjtimex alarm clock_adjtime clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep setitimer
    time timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime
    timerfd_settime times
"""
SCHEDULING = """
    getcpu getpriority ioprio_get ioprio_set sched_get_priority_max sched_get_priority_min sched_getaffinity
    sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr
    sched_setparam sched_setscheduler sched_yield setpriority
"""
TALKING = """
    accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg sendmsg
    sendto setsockopt shutdown socketpair
    mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd semctl semget
    semop semtimedop shmat shmctl shmdt shmget
"""
WALLS_AND_FACTS = "getrandom landlock_add_rule landlock_create_ruleset landlock_restrict_self seccomp sysinfo uname"

ALLOWED = (FILES, MEMORY, PROCESSES, SIGNALS, IDENTITY, WAITING, TIME, SCHEDULING, TALKING, WALLS_AND_FACTS, JAIL)

AF_VSOCK = 40
#: Linux as it is, and the two questions "which one is it?" and "may addresses be random?" (setarch, gdb).
PERSONALITIES = (0, 0x0008, 0x20000, 0x20008, 0xFFFFFFFF)


def profile() -> dict[str, Any]:
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": 1,
        "archMap": [
            {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []},
            {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []},
        ],
        "syscalls": [
            {"names": sorted(" ".join(ALLOWED).split()), "action": "SCMP_ACT_ALLOW"},
            where("socket", "SCMP_CMP_NE", AF_VSOCK),
            *(where("personality", "SCMP_CMP_EQ", value) for value in PERSONALITIES),
        ],
    }


def where(name: str, comparison: str, value: int) -> dict[str, Any]:
    """The call `name` allowed where its first argument compares so with `value`."""
    return {
        "names": [name],
        "action": "SCMP_ACT_ALLOW",
        "args": [{"index": 0, "value": value, "op": comparison}],
    }


def text() -> str:
    return json.dumps(profile(), indent=2) + "\n"


if __name__ == "__main__":
    PROFILE.write_text(text())
