"""Calls a coroutine function, and forgets to await what it gives back."""

import asyncio


async def greet():
    print("hello")


async def main():
    greet()
    await asyncio.sleep(0.1)


asyncio.run(main())
