"""Fetch all pages: threads of one process share them."""

from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

from page_server import slow_server

PAGES = 10
DELAY = 200  # milliseconds that the server takes over a page
WORKERS = 10


def fetch(address):
    with urlopen(address) as answer:
        page = answer.read()
    print(f"{address[-7:]}: {len(page)} bytes")
    return len(page)


if __name__ == "__main__":
    with slow_server(DELAY) as port, ThreadPoolExecutor(WORKERS) as pool:
        addresses = [f"http://127.0.0.1:{port}/page-{number:02}" for number in range(1, PAGES + 1)]
        sizes = list(pool.map(fetch, addresses))
    print(f"{len(sizes)} pages, {sum(sizes)} bytes")
