import threading

results = {}


def square(n):
    results[n] = n * n
    print("in", threading.current_thread().name, n)


for n in range(3):
    thread = threading.Thread(target=square, args=(n,), name=f"worker {n}")
    thread.start()
    thread.join()
    print(thread.is_alive(), thread.name, thread.daemon)
print(results, threading.current_thread().name, threading.active_count(), threading.main_thread().name)


class Adder(threading.Thread):
    def __init__(self, *numbers):
        super().__init__(name="adder")
        self.numbers = numbers

    def run(self):
        self.total = sum(self.numbers)


adder = Adder(1, 2, 3)
adder.start()
adder.join()
print(adder.total, adder.is_alive(), adder.ident is not None)
