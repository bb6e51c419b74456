"""The recorder: in a learner's process, writes what its threads wait for, hold and do into the run's shared buffer.

It wraps the primitives of the standard library, and nothing else: no thread, no timer, no output of its own. It answers
one signal of the supervisor's: see standing.py.
What it writes is `sandbox/record_form.py`; the supervisor reads it outside while the program runs.

A program finds its objects, their types, errors, pickles and tracebacks as they are without it, and so its tasks of
asyncio, their coroutines, stacks and debug lines. What can still be seen, by a program that looks for it:

- Functions of C that are recorded are functions of Python: their repr says so, and so does `inspect`.
- A stack that somebody looks at *while* a recorded call lasts (`sys._current_frames`, `faulthandler`, `traceback.
  print_stack` in a thread, in a signal's handler or in what a call like `Thread.join` calls back) has the recorder's
  frames in it; in the first step of a task that is eager too, and nowhere else in a task.
- Tracers, profilers and `sys.monitoring` see the recorder's functions called, and no call of C in those it replaced.
- Objects that were numbered have an attribute `_recorded` among their `vars`.
- `signal.getsignal` knows of the handler for that one signal, and time passes: what a span costs is in
  `docs/developers/benchmarks.md`.
"""

from sandbox.inside.recorder.installing import install, read_ahead

__all__ = ["install", "read_ahead"]
