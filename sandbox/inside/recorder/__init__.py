"""The recorder: in a learner's process, writes what its threads wait for, hold and do into the run's shared buffer.

It wraps the primitives of the standard library, and nothing else: no thread, no signal, no timer, no output of its own.
What it writes is `sandbox/record_form.py`; the supervisor reads it outside while the program runs.
"""

from sandbox.inside.recorder.installing import install, read_ahead

__all__ = ["install", "read_ahead"]
