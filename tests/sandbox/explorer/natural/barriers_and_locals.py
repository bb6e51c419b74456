import threading

barrier = threading.Barrier(3, action=lambda: print("all here"))
mine = threading.local()
places = []


def arrive(n):
    mine.number = n
    places.append(barrier.wait())
    assert mine.number == n


threads = [threading.Thread(target=arrive, args=(n,)) for n in range(2)]
for each in threads:
    each.start()
places.append(barrier.wait())
for each in threads:
    each.join()
print(sorted(places), barrier.parties, barrier.n_waiting, barrier.broken, hasattr(mine, "number"))
barrier.abort()
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("broken", barrier.broken)
