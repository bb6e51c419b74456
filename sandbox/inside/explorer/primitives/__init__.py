"""The primitives a program is given instead of the real ones: what they promise is the same, each act is one step.

The real library is their oracle (tests/sandbox/explorer/primitives). Where they differ, it is as follows.

- A time-out, of a wait, a sleep or a timer, may pass at any point. Clocks are virtual, and each thread has its own.
- Of futures that were done before `as_completed` was asked, the real one takes any first; here it is the order of
  submission. Where their completions can come in either order, both are tried.
- A pool's submitting is one step, with the start of a thread where it takes one, as is a worker's look for work. The
  real pool can be caught between a worker's look and its counting as idle, and then start a thread more or fewer.
- Threads are numbered from 1 where the real ones have idents, and what is printed has numbers for addresses.
- `threading.Lock` is a class, as from Python 3.13 on, with the name `Lock`; before, `isinstance` would not take it.
- An exception that no thread catches is a failure of the program; there is no `threading.excepthook` to take it.
- What reaches inside (`_value`, `queue.mutex`), a queue that keeps its items otherwise, a condition over anything but
  a Lock or an RLock, and changing a module for everybody are refused, since nobody would see who does what.
"""
