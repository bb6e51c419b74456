"""Four threads for all words."""

from concurrent.futures import ThreadPoolExecutor

words = ["lock", "queue", "event", "pool"] * 50
with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(len, words)))
