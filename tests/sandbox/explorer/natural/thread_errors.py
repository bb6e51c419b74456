import threading

seen = []


def work(n):
    try:
        if n:
            raise ValueError(n)
        seen.append("fine")
    except ValueError as error:
        seen.append(repr(error))
    finally:
        seen.append("end")


for n in range(2):
    thread = threading.Thread(target=work, args=(n,))
    thread.start()
    thread.join()
print(seen)
for act in (thread.start, threading.Thread(target=print).join, threading.current_thread().join):
    try:
        act()
    except RuntimeError as error:
        print(error)


def leave():
    raise SystemExit


thread = threading.Thread(target=leave)
thread.start()
thread.join()
print("on")
