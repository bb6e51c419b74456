"""Awaits it."""

import asyncio


async def greet():
    print("hello")


async def main():
    await greet()
    await asyncio.sleep(0.1)


asyncio.run(main())
