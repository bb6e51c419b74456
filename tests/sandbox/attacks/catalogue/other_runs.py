"""Mallory wants into another run: its files, its memory, its servers, its chance, its cores."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Stage, Wants

attack = partial(Attack, wants=Wants.OTHER_RUNS)

ADAS_NOTES = Stage(
    """
    import atexit, os, socket, threading
    from multiprocessing.shared_memory import SharedMemory
    number = os.getpid()
    paths = [f"{place}/adas-note-{number}" for place in ("/tmp", "/dev/shm")]
    for path in paths:
        with open(path, "w") as file:
            file.write("private")
        atexit.register(os.remove, path)
    memory = SharedMemory(f"adas-{number}", create=True, size=4096)
    atexit.register(memory.unlink)
    server = socket.create_server(("127.0.0.1", 0))
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(f"\\0adas-{number}")
    abstract.listen()
    facts = {
        "PATHS": paths, "MEMORY": memory.name, "ADDRESS": server.getsockname(), "SOCKET": f"\\0adas-{number}",
        "INODES": [os.stat("/tmp").st_dev, os.stat("/dev/shm").st_dev],
    }
    """,
    is_a_run=True,
)
ADAS_CHANCE = Stage(
    """
    import multiprocessing, os, random, uuid
    key = bytes(multiprocessing.current_process().authkey).hex()
    facts = {"DRAWN": [random.random(), os.urandom(8).hex(), key, str(uuid.uuid4())]}
    """,
    is_a_run=True,
)
SYSTEM_V = Stage(
    """
    import atexit, ctypes, os
    libc = ctypes.CDLL(None)
    facts = {"KEY": 0x11EA0000 + os.getpid() % 65536}
    memory = libc.shmget(facts["KEY"], ctypes.c_size_t(4096), 0o1666)
    queue = libc.msgget(facts["KEY"], 0o1666)
    semaphores = libc.semget(facts["KEY"], 1, 0o1666)
    atexit.register(libc.shmctl, memory, 0, None)
    atexit.register(libc.msgctl, queue, 0, None)
    atexit.register(libc.semctl, semaphores, 0, 0)
    """
)
A_QUEUE = Stage(
    """
    import atexit, ctypes, os
    libc = ctypes.CDLL(None)
    facts = {"NAME": f"/interleave-{os.getpid()}"}
    assert libc.mq_open(facts["NAME"].encode(), os.O_CREAT | os.O_RDWR, 0o666, None) >= 0
    atexit.register(libc.mq_unlink, facts["NAME"].encode())
    """
)
ATTACKS = (
    attack(
        name="reads what another run keeps in /tmp and /dev/shm",
        item="/tmp",
        wall="tmpfs of its own on /tmp and /dev/shm",
        program="""
            import os
            from target import PATHS
            print("OUT" if any(os.path.exists(path) for path in PATHS) else "HELD")
            """,
        stage=ADAS_NOTES,
    ),
    attack(
        name="attaches the shared memory of another run",
        item="/dev/shm",
        wall="tmpfs of its own on /dev/shm",
        program="""
            from multiprocessing.shared_memory import SharedMemory
            from target import MEMORY
            try:
                SharedMemory(MEMORY, track=False).close()
                print("OUT")
            except OSError as error:
                print("HELD", error)
            """,
        stage=ADAS_NOTES,
    ),
    attack(
        name="calls a server or a socket of another run",
        item="pids",
        wall="network namespace",
        program="""
            import socket
            from target import ADDRESS, SOCKET
            for family, address in ((socket.AF_INET, tuple(ADDRESS)), (socket.AF_UNIX, SOCKET)):
                try:
                    socket.socket(family).connect(address)
                    print("OUT")
                except OSError as error:
                    print("HELD", error)
            """,
        stage=ADAS_NOTES,
    ),
    attack(
        name="draws the same chance as another run",
        item="/tmp",
        wall="a forked interpreter renews its keys and its chance",
        program="""
            import multiprocessing, os, random, uuid
            from target import DRAWN
            key = bytes(multiprocessing.current_process().authkey).hex()
            drawn = [random.random(), os.urandom(8).hex(), key, str(uuid.uuid4())]
            print("OUT" if set(drawn) & set(DRAWN) else "HELD")
            """,
        stage=ADAS_CHANCE,
        control=Control(
            program="""
            import multiprocessing, os, random
            os.register_at_fork(after_in_child=lambda state=random.getstate(): random.setstate(state))
            out, into = os.pipe()
            for _ in range(2):  # two runs of one warm interpreter that renews nothing
                if os.fork() == 0:
                    key = bytes(multiprocessing.current_process().authkey).hex()
                    os.write(into, f"{random.random()} {key}\\n".encode())
                    os._exit(0)
                os.wait()
            one, other = os.read(out, 1000).decode().splitlines()
            print("OUT" if one == other else "HELD")
            """
        ),
    ),
    attack(
        name="finds System V memory, queues and semaphores of the host",
        item="SysV IPC",
        wall="ipc namespace",
        program="""
            import ctypes
            from target import KEY
            libc = ctypes.CDLL(None)
            found = [libc.shmget(KEY, ctypes.c_size_t(4096), 0), libc.msgget(KEY, 0), libc.semget(KEY, 1, 0)]
            print("OUT" if max(found) >= 0 else "HELD", found)
            """,
        stage=SYSTEM_V,
    ),
    attack(
        name="opens a message queue of the host",
        item="SysV IPC",
        wall="ipc namespace",
        program="""
            import ctypes, os
            from target import NAME
            print("OUT" if ctypes.CDLL(None).mq_open(NAME.encode(), os.O_RDWR) >= 0 else "HELD")
            """,
        stage=A_QUEUE,
    ),
    attack(
        name="moves to cores that were given to others",
        item="CPU chains",
        wall="cgroup cpuset",
        program="""
            import os
            given = os.sched_getaffinity(0)
            os.sched_setaffinity(0, range(1024))
            print("OUT" if os.sched_getaffinity(0) - given else "HELD", given, os.sched_getaffinity(0))
            """,
        limits={"cores": 1},
        control=Control(
            program="""
            import os
            everywhere = os.sched_getaffinity(0)
            os.sched_setaffinity(0, [min(everywhere)])  # what a runner without cpusets can do
            os.sched_setaffinity(0, range(1024))
            print("OUT" if len(os.sched_getaffinity(0)) > 1 else "HELD")
            """
        ),
        open_on=dict.fromkeys(("tier 1", "tier 1b"), "an affinity is only advice until a cpuset holds it"),
    ),
    attack(
        name="watches which modules other runs import",
        item="pids",
        wall="seccomp",
        program="""
            import ctypes, os
            libc = ctypes.CDLL(None)
            watch = libc.inotify_init1(os.O_NONBLOCK)
            added = watch >= 0 and libc.inotify_add_watch(watch, os.__file__.encode(), 0x20) >= 0  # IN_OPEN
            print("OUT" if added else "HELD")
            """,
    ),
)
