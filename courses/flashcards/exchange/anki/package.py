"""Opens an `.apkg` file: finds its database, never more of it than fits, and never by a name that the file chose."""

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import zstandard

from courses.flashcards.exchange.mistakes import FileRefused

MOST_DATABASE_BYTES = 100_000_000
"""A database of twenty thousand cards with ten reviews each has about a fifth of it."""
MOST_STEPS = 50_000_000
"""Instructions of SQLite's machine for one file: a crafted table cannot keep the server busy for ever."""
WIDEST_WINDOW_BYTES = 2**27
CHUNK = 1_000_000
MAGIC = b"SQLite format 3\0"
NAMES = {"collection.anki21b": True, "collection.anki21": False, "collection.anki2": False}
"""The database of a package, the newest form first, and whether it is compressed by Zstandard."""
SWITCHES = {sqlite3.SQLITE_DBCONFIG_DEFENSIVE: True, sqlite3.SQLITE_DBCONFIG_TRUSTED_SCHEMA: False}
TABLES = ("col", "notes", "cards", "revlog")
NO_PACKAGE = "This is no package of Anki, or it is damaged. Export it anew in Anki, as “Anki Deck Package (.apkg)”."


def database_in(content: bytes) -> bytes:
    """Raises FileRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            name = next((each for each in NAMES if each in package.namelist()), None)
            if name is None:
                raise FileRefused([NO_PACKAGE])
            with package.open(name) as member:
                if not NAMES[name]:
                    return limited(member)
                reader = zstandard.ZstdDecompressor(max_window_size=WIDEST_WINDOW_BYTES).stream_reader(member)
                return limited(reader)
    except (zipfile.BadZipFile, zstandard.ZstdError, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        raise FileRefused([NO_PACKAGE]) from None


def limited(member: "IO[bytes] | zstandard.ZstdDecompressionReader") -> bytes:
    """What it holds, read piece by piece: how much it says that it holds is not believed."""
    pieces, size = [], 0
    while piece := member.read(CHUNK):
        size += len(piece)
        if size > MOST_DATABASE_BYTES:
            raise FileRefused([f"The deck is larger than {MOST_DATABASE_BYTES // 1_000_000} MB. Export smaller decks."])
        pieces.append(piece)
    return b"".join(pieces)


@contextmanager
def opened(database: bytes) -> Iterator[sqlite3.Connection]:
    """The database in memory, for reading alone; whatever is wrong with it is a FileRefused."""
    connection = sqlite3.connect(":memory:")
    try:
        if not database.startswith(MAGIC):
            raise FileRefused([NO_PACKAGE])
        connection.deserialize(without_journal(database))
        guard(connection)
        check_tables(connection)
        yield connection
    except (sqlite3.Error, OverflowError, UnicodeError):
        raise FileRefused([NO_PACKAGE]) from None
    finally:
        connection.close()


def without_journal(database: bytes) -> bytes:
    """Marked as one that has no write-ahead log beside it, since here is no file to stand beside."""
    return database[:18] + b"\x01\x01" + database[20:] if database[18:20] == b"\x02\x02" else database


def guard(connection: sqlite3.Connection) -> None:
    for switch, is_on in SWITCHES.items():
        connection.setconfig(switch, is_on)
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = lambda text: text.decode(errors="replace")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    steps = iter(range(MOST_STEPS // 1000))
    connection.set_progress_handler(lambda: int(next(steps, None) is None), 1000)


def check_tables(connection: sqlite3.Connection) -> None:
    """What is read is a table, and no view that computes."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    if not {*TABLES} <= {name for (name,) in rows}:
        raise FileRefused([NO_PACKAGE])
