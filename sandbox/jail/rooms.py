"""Where jails live on the host: each has, as long as it lives, a uid and cgroups that no other has."""

import os
import threading
from pathlib import Path

from sandbox.jail.cgroups import CgroupMeter, Home

FIRST_UID, UIDS_A_PROCESS, PROCESSES = 1_900_000_000, 1000, 2_000_000
"""Root's jails take these uids, far from people: a range for each process that makes rooms, and one for each jail."""
ROOT_OF_THE_ZYGOTE = 0
"""Whom an ordinary user's jails are mapped to: the root of the zygote's own namespace, who is that user outside."""


class Room:
    """One jail's own. `cgroups` is None where none can be made, and use is measured by looking at processes."""

    def __init__(self, rooms: "Rooms", number: int) -> None:
        """Raises OSError where its cgroups cannot be made."""
        self._rooms, self._number = rooms, number
        self.uid = rooms.first_uid + number if rooms.is_root else ROOT_OF_THE_ZYGOTE
        self.cgroups = None if rooms.home is None else CgroupMeter(rooms.home)

    def enter(self, pid: int) -> None:
        """Takes in pid 1 of the jail; raises OSError where it is gone."""
        if self.cgroups is not None:
            self.cgroups.add(pid)

    def leave(self) -> None:
        """The jail is dead and reaped."""
        if self.cgroups is not None:
            self.cgroups.close()
        self._rooms.take_back(self._number)


class Rooms:
    """All rooms of this process, for any number of threads."""

    def __init__(self, home: Home | None) -> None:
        self.home = home
        self.first_uid = FIRST_UID + os.getpid() % PROCESSES * UIDS_A_PROCESS
        self.is_root = os.geteuid() == 0 and is_mapped(self.first_uid)
        self._next, self._free = 0, list[int]()
        self._lock = threading.Lock()

    def one(self) -> Room:
        """A room that nobody lives in."""
        with self._lock:
            if not self._free:
                self._free.append(self._next)
                self._next += 1
            number = self._free.pop()
        return Room(self, number)

    def take_back(self, number: int) -> None:
        with self._lock:
            self._free.append(number)


def is_mapped(uid: int) -> bool:
    """Whether the user namespace of this process knows the uid: the root of a rootless container knows few."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return any(first <= uid < first + length for first, _, length in ranges)
