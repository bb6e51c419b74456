import queue
import threading

jobs, answers = queue.Queue(maxsize=2), queue.Queue()


def serve():
    while (job := jobs.get()) is not None:
        answers.put(job * 10)
        jobs.task_done()
    jobs.task_done()


server = threading.Thread(target=serve)
server.start()
for n in range(5):
    jobs.put(n)
jobs.put(None)
jobs.join()
server.join()
print([answers.get() for _ in range(answers.qsize())], jobs.empty(), jobs.full(), answers.empty())
stack, heap = queue.LifoQueue(), queue.PriorityQueue()
for n in (2, 3, 1):
    stack.put(n)
    heap.put((n, str(n)))
print([stack.get() for _ in range(3)], [heap.get() for _ in range(3)])
for act in (lambda: jobs.get_nowait(), lambda: jobs.get(timeout=0.001), lambda: jobs.task_done()):
    try:
        act()
    except (queue.Empty, ValueError) as error:
        print(type(error).__name__, error)
jobs.put(1)
jobs.put(2)
try:
    jobs.put_nowait(3)
except queue.Full:
    print("full")
