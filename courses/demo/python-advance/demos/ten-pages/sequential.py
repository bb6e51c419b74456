"""Fetch all pages: one after another."""

from urllib.request import urlopen

from page_server import slow_server

PAGES = 10
DELAY = 200  # milliseconds that the server takes over a page


def fetch(port, number):
    with urlopen(f"http://127.0.0.1:{port}/page-{number:02}") as answer:
        page = answer.read()
    print(f"page-{number:02}: {len(page)} bytes")
    return len(page)


if __name__ == "__main__":
    with slow_server(DELAY) as port:
        sizes = [fetch(port, number) for number in range(1, PAGES + 1)]
    print(f"{len(sizes)} pages, {sum(sizes)} bytes")
