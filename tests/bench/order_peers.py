"""Run by a Python that has frontrun and interleave-test: how many orders of the lost update each tries a second."""

import json
import time


class Counter:
    def __init__(self) -> None:
        self.value = 0

    def work(self) -> None:
        for _ in range(3):
            self.value += 1


def of_interleave_test(count: int = 150) -> float:
    import interleave_test

    def model() -> None:
        counter = Counter()
        threads = [interleave_test.spawn(counter.work) for _ in range(2)]
        for thread in threads:
            thread.join()

    began = time.perf_counter()
    interleave_test.explore(model, iterations=count, seed=1, raise_on_failure=False)
    return count / (time.perf_counter() - began)


def of_frontrun() -> float:
    import frontrun

    began = time.perf_counter()
    result = frontrun.explore(
        setup=Counter, workers=Counter.work, count=2, invariant=lambda _: True, max_executions=150
    )
    return result.num_explored / (time.perf_counter() - began)


if __name__ == "__main__":
    print(json.dumps({"interleave-test, at random": of_interleave_test(), "frontrun, DPOR": of_frontrun()}))
