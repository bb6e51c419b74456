"""Programs that end in every way in which a Python program can end, or has something to say when it does."""

PROGRAMS = {
    "objects are deleted in turn": """
        class Noisy:
            def __init__(self, name): self.name = name
            def __del__(self): print("deleted", self.name)
        first, second, cycle = Noisy(1), Noisy(2), [Noisy(3)]
        cycle.append(cycle)
        """,
    "a module holds an object that needs it": """
        import other
        class Noisy:
            def __del__(self): print("deleted", other)
        mine, other.kept = Noisy(), Noisy()
        other.me = other
        """,
    "a generator is closed": """
        def numbers():
            try: yield 1
            finally: print("closed")
        begun = numbers()
        next(begun)
        """,
    "what was registered is called": """
        import atexit, weakref
        class Thing: pass
        thing = Thing()
        weakref.finalize(thing, print, "finalized")
        atexit.register(print, "at exit")
        """,
    "threads are waited for": """
        import threading, time
        threading.Thread(target=lambda: (time.sleep(0.1), print("late"))).start()
        threading.Thread(target=lambda: (time.sleep(9), print("never")), daemon=True).start()
        """,
    "a pool finishes its work": """
        import concurrent.futures
        concurrent.futures.ThreadPoolExecutor().submit(print, "in a pool")
        """,
    "a spawned child is waited for": """
        import multiprocessing
        if __name__ == "__main__":
            multiprocessing.get_context("spawn").Process(target=print, args=["child"]).start()
        """,
    "a pool of processes is ended": """
        import multiprocessing
        pool = multiprocessing.get_context("fork").Pool(2)
        print(pool.map(abs, [-1]))
        """,
    "a line without end is written": "print('no line end', end='')",
    "output was closed": "import sys; sys.stdout.close()",
    "output was let go of": "import sys; print('no line end', end=''); sys.stdout = sys.__stdout__ = None",
    "output was thrown away": "import sys; sys.stdout = None",
    "a status is asked for": "import sys; sys.exit(3)",
    "a status is raised": "raise SystemExit(7)",
    "a message is the status": "import sys; sys.exit('goodbye')",
    "an exception is the end": "1 / 0",
    "an interrupt is the end": "raise KeyboardInterrupt",
    "a coroutine was never awaited": """
        import asyncio
        async def main(): print("awaited")
        asyncio.run(main())
        main()
        """,
    "it is no program": "1 +",
    "it cannot be compiled": "def one(): pass\nreturn 1",
    "no module is left": "import sys; sys.modules.clear()",
    "the program has removed itself": "import sys; del sys.modules['__main__']",
    "output was replaced": "import io, sys; sys.stdout = io.StringIO(); sys.__stdout__.write('told')",
    "output was replaced before it was written": """
        import io, sys
        real, sys.stdout = sys.stdout, io.StringIO()
        real.write("progress...")
        """,
    "output was thrown away and is still written to": "import sys; sys.stdout = None; sys.__stdout__.write('y')",
    "a registered function holds a file": """
        import atexit
        out = open(1, "w", closefd=False)
        out.write("tail")
        @atexit.register
        def bye(): print("bye")
        """,
    "a registered function holds an object": """
        import atexit
        class Noisy:
            def __del__(self): print("deleted")
        noisy = Noisy()
        atexit.register(lambda: print("bye"))
        """,
    "a name of all modules holds a file": """
        import builtins
        builtins.log = open(1, "w", closefd=False)
        log.write("tail")
        """,
    "a module of the library holds an object": """
        import json
        class Noisy:
            def __del__(self): print("deleted")
        json.kept = Noisy()
        """,
    "a thread holds a file": """
        import threading
        threading.current_thread().out = open(1, "w", closefd=False)
        threading.current_thread().out.write("tail")
        """,
    "a signal is handled": """
        import signal
        class Noisy:
            def __del__(self): print("deleted")
        noisy = Noisy()
        signal.signal(signal.SIGTERM, lambda *_: None)
        """,
    "an object asks whether this is the end": """
        import sys
        class Noisy:
            def __del__(self): print(sys.is_finalizing())
        noisy = Noisy()
        """,
    "a file is left open and one is warned": """
        import warnings
        warnings.simplefilter("always")
        kept = open(__file__)
        """,
    "C has not written yet": "import ctypes; ctypes.CDLL(None).printf(b'from C')",
    "a reference is called back": """
        import weakref
        class Thing: pass
        thing = Thing()
        kept = weakref.ref(thing, lambda _: print("gone"))
        """,
    "an object is not what it seems": """
        class Meta(type):
            def __getattr__(self, name): 1 / 0
            def __hash__(self): return 1 / 0
        class Thing(metaclass=Meta):
            __class__ = property(lambda self: 1 / 0)
        thing = Thing()
        """,
    "no module can be found any more": "import sys; sys.modules = None",
    "no output is left": "import sys; del sys.stdout",
    "a loop ran": """
        import asyncio
        async def main(): await asyncio.sleep(0)
        asyncio.run(main())
        """,
    "shared memory is left behind": """
        from multiprocessing.shared_memory import SharedMemory
        kept = SharedMemory(create=True, size=1, name="left")
        """,
}
NOT_CLEARED = {
    "a class of the library calls the program": """
        import json
        class Noisy:
            def __del__(self): print("deleted")
        noisy = Noisy()
        json.JSONEncoder.default = lambda self, each: str(each)
        """,
}
"""What a program hangs onto something that was warm is never cleared, and says nothing at its end."""
