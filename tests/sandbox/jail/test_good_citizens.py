"""Everything a course on concurrency shows works behind the walls, in every Python of the host."""

import pytest

from sandbox.events import Outcome
from tests.sandbox.walls import behind_walls, each_interpreter

CITIZENS = {
    "pools of every start method": """
        import multiprocessing, os
        def square(number):
            return number * number
        if __name__ == "__main__":
            for method in ("fork", "spawn", "forkserver"):
                with multiprocessing.get_context(method).Pool(2) as pool:
                    assert pool.map(square, range(5)) == [0, 1, 4, 9, 16]
            print("well")
        """,
    "queues of every start method": """
        import multiprocessing
        def put(queue):
            queue.put("arrived")
        if __name__ == "__main__":
            for method in ("fork", "spawn", "forkserver"):
                context = multiprocessing.get_context(method)
                queue = context.Queue()
                process = context.Process(target=put, args=(queue,))
                process.start()
                assert queue.get(timeout=10) == "arrived"
                process.join()
                assert process.exitcode == 0
            print("well")
        """,
    "shared memory, semaphores and values": """
        import multiprocessing
        from multiprocessing.shared_memory import SharedMemory
        def add(name, semaphore, value):
            memory = SharedMemory(name=name)
            with semaphore:
                memory.buf[0] += 1
                value.value += 1
            memory.close()
        if __name__ == "__main__":
            memory = SharedMemory(create=True, size=1_000_000)
            semaphore, value = multiprocessing.Semaphore(1), multiprocessing.Value("i", 0)
            workers = [multiprocessing.Process(target=add, args=(memory.name, semaphore, value)) for _ in range(4)]
            for each in workers: each.start()
            for each in workers: each.join()
            assert (memory.buf[0], value.value) == (4, 4)
            memory.close(); memory.unlink()
            print("well")
        """,
    "a manager": """
        import multiprocessing
        if __name__ == "__main__":
            with multiprocessing.Manager() as manager:
                shared = manager.dict(one=1)
                assert shared["one"] == 1
            print("well")
        """,
    "executors": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        if __name__ == "__main__":
            for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
                with kind(3) as executor:
                    assert list(executor.map(abs, [-1, -2])) == [1, 2]
            print("well")
        """,
    "a pipeline of a shell": """
        import subprocess
        said = subprocess.run("ls /usr | sort | grep lib | head -n 1 | wc -l", shell=True, capture_output=True)
        assert (said.stdout.strip(), said.stderr) == (b"1", b""), said
        print("well")
        """,
    "who it is": """
        import getpass, os, pwd
        assert getpass.getuser() == pwd.getpwuid(os.getuid()).pw_name == "learner"
        assert os.path.expanduser("~") == "/tmp"
        print("well")
        """,
    "an interpreter within": """
        try: import _interpreters as interpreters
        except ImportError: import _xxsubinterpreters as interpreters
        interpreters.destroy(interpreters.create())
        print("well")
        """,
    "two hundred threads": """
        import threading, time
        gate = threading.Event()
        threads = [threading.Thread(target=gate.wait) for _ in range(200)]
        for each in threads: each.start()
        assert threading.active_count() == 201
        gate.set()
        for each in threads: each.join()
        print("well")
        """,
    "an asyncio server on both loopbacks": """
        import asyncio
        async def greet(reader, writer):
            writer.write(b"hello"); await writer.drain(); writer.close()
        async def visit(address, port):
            reader, writer = await asyncio.open_connection(address, port)
            greeting = await reader.read()
            writer.close()
            return greeting
        async def main():
            for address in ("127.0.0.1", "::1", "localhost"):
                server = await asyncio.start_server(greet, address, 0)
                port = server.sockets[0].getsockname()[1]
                assert set(await asyncio.gather(*(visit(address, port) for _ in range(50)))) == {b"hello"}
        asyncio.run(main())
        print("well")
        """,
    "subprocesses": """
        import asyncio, subprocess, sys
        done = subprocess.run([sys.executable, "-c", "print('from below')"], capture_output=True, text=True)
        assert done.stdout == "from below\\n", done
        assert subprocess.run("echo shell; exit 5", shell=True).returncode == 5
        async def main():
            assert await (await asyncio.create_subprocess_shell("sleep 0.01")).wait() == 0
        asyncio.run(main())
        print("well")
        """,
    "temporary files": """
        import tempfile
        with tempfile.TemporaryDirectory() as folder, open(f"{folder}/note", "w+") as note:
            note.write("kept"); note.seek(0)
            assert note.read() == "kept"
        print("well")
        """,
}


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", CITIZENS)
def test_a_good_citizen_is_left_alone(name, python):
    run = behind_walls(CITIZENS[name], python=python, processes=256)

    assert (run.outcome, run.stderr) == (Outcome.FINISHED, "")
    assert run.stdout.endswith("well\n")
