import threading

lock, again = threading.Lock(), threading.RLock()
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.001))
lock.release()
with again, again:
    print("twice", again.acquire(blocking=False))
    again.release()
for act in (lock.release, again.release, threading.Condition().notify):
    try:
        act()
    except RuntimeError as error:
        print(error)
permits = threading.BoundedSemaphore(2)
print(permits.acquire(), permits.acquire(blocking=False), permits.acquire(timeout=0.001))
permits.release(2)
try:
    permits.release()
except ValueError as error:
    print(error)
event = threading.Event()
print(event.is_set(), event.wait(timeout=0.001))
event.set()
print(event.wait(), event.is_set())
event.clear()
print(event.is_set())
