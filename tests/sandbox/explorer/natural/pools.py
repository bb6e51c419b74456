from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(list(pool.map(lambda n: n * n, range(5))), list(pool.map(pow, [2, 3], [3, 2])))
    future = pool.submit(int, "x")
    print(type(future.exception()).__name__, future.done(), future.cancel())
    try:
        future.result()
    except ValueError as error:
        print(error)
    futures = [pool.submit(len, "a" * n) for n in range(3)]
    print(sorted(each.result() for each in as_completed(futures)))
    done, left = wait(futures)
    print(len(done), len(left), futures[1].result(timeout=5))
    futures[0].add_done_callback(lambda each: print("called back", each.result()))
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
