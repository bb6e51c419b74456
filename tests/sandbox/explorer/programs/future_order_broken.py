"""They are done in any order, not in that of their submission."""

from concurrent.futures import ThreadPoolExecutor

done = []
with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(done.append, "first")
    pool.submit(done.append, "second")
assert done == ["first", "second"], done
