"""Programs that can never go on, and programs that only wait: for a time, a connection, a signal, somebody's end."""

DEADLOCKS = {
    "two locks in two orders": """
        import threading
        first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
        def work(one, other):
            with one:
                both.wait()
                with other:
                    print("never")
        threading.Thread(target=work, args=[first, second]).start()
        work(second, first)
        """,
    "a lock taken twice": """
        import threading
        lock = threading.Lock()
        with lock, lock:
            print("never")
        """,
    "a queue that nobody fills": "import queue; queue.Queue().get()",
    "a full queue that nobody empties": "import queue; q = queue.Queue(1); q.put(1); q.put(2)",
    "a barrier with one too few": """
        import threading
        barrier = threading.Barrier(3)
        threading.Thread(target=barrier.wait).start()
        barrier.wait()
        """,
    "a condition that nobody notifies": """
        import threading
        condition = threading.Condition()
        with condition: condition.wait()
        """,
    "an event that nobody sets, after the main thread": """
        import threading
        threading.Thread(target=threading.Event().wait).start()
        """,
    "a pool that waits for its own": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: pool.submit(print, "never").result()).result()
        """,
    "two processes and two locks": """
        import multiprocessing
        def work(one, other, both):
            with one:
                both.wait()
                with other:
                    print("never")
        if __name__ == "__main__":
            context = multiprocessing.get_context("fork")
            first, second, both = context.Lock(), context.Lock(), context.Barrier(2)
            child = context.Process(target=work, args=[second, first, both])
            child.start()
            work(first, second, both)
        """,
    "a spawned child waits for its parent, which waits for it": """
        import multiprocessing
        def work(lock):
            with lock: print("never")
        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            lock = context.Lock()
            child = context.Process(target=work, args=[lock])
            with lock:
                child.start()
                child.join()
        """,
    "both ends of a pipe are read": """
        import multiprocessing
        here, there = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=there.recv)
        child.start()
        here.recv()
        """,
    "a child's output is read to an end that does not come": """
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.read()
        """,
    "a lock that is held over a fork": """
        import os, threading
        lock, taken, done = threading.Lock(), threading.Event(), threading.Event()
        def hold():
            with lock:
                taken.set()
                done.wait()
        threading.Thread(target=hold).start()
        taken.wait()
        child = os.fork()
        if child == 0:
            lock.acquire()
        os.waitpid(child, 0)
        """,
}

GOOD_CITIZENS = {
    "a child with an alarm": """
        import os, signal, threading
        if os.fork() == 0:
            signal.alarm(5)
            lock = threading.Lock()
            lock.acquire(), lock.acquire()
        assert os.wait()[1] == signal.SIGALRM
        print("well")
        """,
    "a timer of the kernel's": """
        import ctypes, os, signal, struct, threading
        def interrupt(*_): raise InterruptedError
        signal.signal(signal.SIGRTMIN, interrupt)
        libc, timer = ctypes.CDLL(None), ctypes.c_void_p()
        event = struct.pack("qii48x", 0, signal.SIGRTMIN, 0)  # SIGEV_SIGNAL
        assert libc.timer_create(1, event, ctypes.byref(timer)) == 0
        assert libc.timer_settime(timer, 0, struct.pack("qqqq", 0, 0, 5, 0), None) == 0
        lock = threading.Lock()
        try: lock.acquire(), lock.acquire()
        except InterruptedError: print("well")
        """,
    "a socket that the kernel times": """
        import os, socket, struct
        one, other = socket.socketpair()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 5, 0))
        try: os.read(one.fileno(), 1)
        except BlockingIOError: print("well")
        """,
    "sleeps": "import time; time.sleep(5)",
    "waits for a lock with a time-out": """
        import threading
        lock = threading.Lock()
        lock.acquire(), lock.acquire(timeout=5)
        """,
    "waits for an event with a time-out, in a thread": """
        import threading
        thread = threading.Thread(target=threading.Event().wait, args=[5])
        thread.start()
        thread.join()
        """,
    "waits for a subprocess": "import subprocess; subprocess.run(['sleep', '5'])",
    "waits for a child that sleeps": """
        import multiprocessing, time
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=[5])
        child.start()
        child.join()
        """,
    "reads from a subprocess that is slow": "import subprocess; subprocess.check_output(['sh', '-c', 'sleep 5; echo'])",
    "waits for a pool whose worker sleeps": """
        import time
        from concurrent.futures import ProcessPoolExecutor
        if __name__ == "__main__":
            with ProcessPoolExecutor(1) as pool: pool.submit(time.sleep, 5).result()
        """,
    "waits for a clock's signal": """
        import signal, threading
        signal.signal(signal.SIGALRM, lambda *_: lock.release())
        signal.alarm(5)
        lock = threading.Lock()
        lock.acquire(), lock.acquire()
        """,
    "waits for an interval timer in a pause": """
        import signal
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 5)
        signal.pause()
        """,
    "serves nobody for a while": """
        import socket, threading, time
        server = socket.create_server(("127.0.0.1", 0))
        def call_late():
            time.sleep(5)
            socket.create_connection(server.getsockname())
        threading.Thread(target=call_late, daemon=True).start()
        server.accept()
        """,
    "computes slowly beside threads that wait": """
        import threading, time
        done = threading.Event()
        for _ in range(3): threading.Thread(target=done.wait).start()
        for _ in range(5): time.sleep(1)
        done.set()
        """,
}

IDLE_SERVERS = {
    "a server": "import socket; socket.create_server(('127.0.0.1', 0)).accept()",
    "a server with a selector": """
        import selectors, socket
        server = socket.create_server(("127.0.0.1", 0))
        selector = selectors.DefaultSelector()
        selector.register(server, selectors.EVENT_READ)
        selector.select()
        """,
    "a server of asyncio": """
        import asyncio
        async def serve():
            async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
                await server.serve_forever()
        asyncio.run(serve())
        """,
    "a threaded server": """
        import socketserver
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
            server.serve_forever(poll_interval=60)
        """,
    "a signal": "import signal; signal.pause()",
}
