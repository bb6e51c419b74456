"""Fetch all pages: a task for each, in one thread."""

import asyncio

from page_server import slow_server

PAGES = 10
DELAY = 200  # milliseconds that the server takes over a page


async def fetch(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /page-{number:02} HTTP/1.0\r\n\r\n".encode())
    head, _, page = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    print(f"page-{number:02}: {len(page)} bytes")
    return len(page)


async def main():
    with slow_server(DELAY) as port:
        sizes = await asyncio.gather(*(fetch(port, number) for number in range(1, PAGES + 1)))
    print(f"{len(sizes)} pages, {sum(sizes)} bytes")


if __name__ == "__main__":
    asyncio.run(main())
