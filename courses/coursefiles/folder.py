"""The entries of a course folder and their texts, as authors put them there."""

from pathlib import Path

from courses.content.facts.mistakes import Mistake


def entries_of(folder: Path) -> list[Path]:
    """What authors put there: without hidden entries and what Python leaves behind when a program runs."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__pycache__")))


def read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    """The file's text, its lines ended as ours are, whatever a checkout made of them."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        mistakes.append(Mistake(path=path, sentence="This file is missing."))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(path=path, line=line, sentence="This is not UTF-8."))
    except OSError as error:
        mistakes.append(Mistake(path=path, sentence=f"This cannot be read: {error.strerror}."))
    return None


def read_bytes(path: Path, mistakes: list[Mistake]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        mistakes.append(Mistake(path=path, sentence=f"This cannot be read: {error.strerror}."))
        return b""
