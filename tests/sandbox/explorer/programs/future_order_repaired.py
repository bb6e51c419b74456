"""map gives the results in the order of what went in."""

from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(max_workers=2) as pool:
    done = list(pool.map(str.upper, ["first", "second"]))
assert done == ["FIRST", "SECOND"], done
