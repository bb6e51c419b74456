"""Where things lie in every jail."""

from sandbox.jobs import PROGRAM_NAME

WORK = "/tmp"  # noqa: S108 - in every jail one of its own
"""Where the program lies and works: a private file system of the jail, as SHARED_MEMORY is."""
DEVICES = "/dev"
SHARED_MEMORY = "/dev/shm"  # noqa: S108
PROGRAM = f"{WORK}/{PROGRAM_NAME}"
ROOM = "/interleave"
"""What is ours: the start-up hook, and `sandbox.inside` with the little that it needs."""
EVENTS = f"{ROOM}/events"
EVENTS_PIPE = f"{EVENTS}/pipe"
"""How what runs inside tells what is no output: see sandbox/jail/events_pipe.py."""
SPANS = f"{EVENTS}/spans"
"""The buffer that the recorder of a run shares with its supervisor: see sandbox/records.py."""
RECORDING = "INTERLEAVE_XRAY"
"""Its place, in the environment of a run that is recorded: all interpreters that it starts record as well."""
GREENLET = f"{ROOM}/greenlet"
"""Only where the race lab explores: its threads are greenlets."""
KEEPERS = f"{ROOM}/keepers"
"""Where the sandbox's own code is shown while a zygote starts, and gone before its first jail."""
