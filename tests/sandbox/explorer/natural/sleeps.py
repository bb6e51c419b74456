import threading
import time


def wake(name, seconds):
    time.sleep(seconds)
    print(name)


sleepers = [threading.Thread(target=wake, args=each) for each in (("late", 0.6), ("early", 0.05), ("middle", 0.3))]
for each in sleepers:
    each.start()
print("started")
for each in sleepers:
    each.join()
timer = threading.Timer(0.05, print, args=("fired",))
timer.start()
timer.join()
cancelled = threading.Timer(30, print, args=("never",))
cancelled.start()
cancelled.cancel()
cancelled.join()
began = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - began >= 0.01, time.time() > 0, time.perf_counter() >= 0)
