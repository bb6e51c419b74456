"""Programs of asyncio: one thread, whose tasks give way at each `await`; what may differ is who wakes first.

Between two awaits a task runs alone, so nothing in it has to be rewritten. The loop is the library's own, but it
keeps no time: of all that sleeps or times out, anything may be over next. What is ready runs in the order in which it
became so, as asyncio promises.
"""
