"""Mallory wants to leave something: in the root, in the libraries, as a device, with another's rights."""

import os
from pathlib import Path

import pytest

from sandbox.events import Outcome
from tests.sandbox.walls import behind_walls, this_host, unprotected

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]


def test_nothing_but_tmp_and_shared_memory_can_be_written():
    run = behind_walls(
        """
        import os
        for folder, _, _ in os.walk("/"):
            if folder.startswith("/proc"):
                continue
            try:
                open(f"{folder}/left-behind", "w").close()
                print(folder)
            except OSError:
                pass
        """
    )

    assert sorted(run.stdout.split()) == ["/dev/shm", "/tmp"]
    assert unprotected("import tempfile; tempfile.TemporaryFile(dir='/var/tmp'); print('written')") == "written\n"


def test_a_file_left_in_tmp_is_not_on_the_host(tmp_path):
    program = "open('/tmp/left-by-mallory', 'w').write('x'); print('left')"

    assert behind_walls(program).stdout == "left\n"
    assert not Path("/tmp/left-by-mallory").exists()
    assert unprotected(f"open('{tmp_path}/left', 'w').write('x')") == ""
    assert (tmp_path / "left").exists()


def test_the_next_run_finds_nothing_of_the_last():
    behind_walls("open('/tmp/note', 'w').write('x'); open('/dev/shm/note', 'w').write('x')")

    run = behind_walls("import os; print(os.listdir('/tmp'), os.listdir('/dev/shm'))")

    assert run.stdout == "['main.py'] []\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="the control needs root")
@pytest.mark.parametrize(
    "attack",
    [
        "os.mknod('/tmp/device', 0o600 | stat.S_IFBLK, os.makedev(254, 0))",
        "ctypes.CDLL(None).mount(b'none', b'/tmp', b'tmpfs', 0, None) and os.close(-1)",
        "os.chroot('/tmp')",
        "os.setuid(12345)",
        "os.unshare(os.CLONE_NEWNS)",
        "os.setpriority(os.PRIO_PROCESS, 0, -10)",
        "socket.sethostname('mallory')",
    ],
    ids=["device", "mount", "chroot", "uid", "namespace", "priority", "host name"],
)
def test_no_privilege_of_root_is_left(attack):
    """The control is in namespaces of its own, where the same act harms nobody."""
    program = f"""
        import ctypes, os, socket, stat, tempfile
        if os.getuid() == 0:
            os.unshare(os.CLONE_NEWNS | os.CLONE_NEWUTS)
            ctypes.CDLL(None).mount(b"none", b"/", None, 16384 | (1 << 18), None)
            ctypes.CDLL(None).mount(b"none", b"/tmp", b"tmpfs", 0, None)
        try:
            {attack}
            print("done")
        except OSError as error:
            print("held")
        """

    assert unprotected(program) == "done\n"
    assert behind_walls(program).stdout == "held\n"


@pytest.mark.skipif(not Path("/proc/sys/user/max_user_namespaces").exists(), reason="no user namespaces")
def test_no_further_user_namespace_can_be_made():
    """In one of its own a program would be root again, before all the kernel's doors."""
    program = """
        import os
        try:
            os.unshare(os.CLONE_NEWUSER)
            print("root again")
        except OSError:
            print("held")
        """

    assert unprotected(program) == "root again\n"
    assert behind_walls(program).stdout == "held\n"


def test_a_set_uid_bit_does_not_count():
    run = behind_walls(
        """
        import os
        print(*[os.statvfs(path).f_flag & os.ST_NOSUID for path in ("/", "/tmp", "/usr/lib", "/dev/shm", "/proc")])
        status = dict(line.split(":", 1) for line in open("/proc/self/status"))
        print({status[name].strip() for name in status if name.startswith("Cap")}, status["NoNewPrivs"].strip())
        """
    )

    assert run.outcome is Outcome.FINISHED
    assert run.stdout.splitlines() == ["2 2 2 2 2", "{'0000000000000000'} 1"]


def test_the_files_of_a_run_are_never_followed_from_outside(tmp_path):
    """Judge0's breach: a helper outside opened what the run had made a link."""
    secret = tmp_path / "secret"
    secret.write_text("x")

    run = behind_walls(
        f"""
        import os
        os.remove("/tmp/main.py")
        os.symlink({str(secret)!r}, "/tmp/main.py")
        print("linked", end="")
        """
    )

    assert run.outcome is Outcome.FINISHED
    assert (run.stdout, secret.read_text()) == ("linked", "x")
