"""The entries of a course folder, their names and their texts, as authors put them there."""

from pathlib import Path, PurePosixPath

from courses.content.facts.mistakes import Mistake

LARGEST_TEXT_BYTES = 1_048_576
"""Of one file of a course: fifty of the longest texts that a checker lets pass."""
LONGEST_LINE = 100_000
"""In characters: more than a whole text, or a whole program, may have."""


class NoPlainName(ValueError):
    """Something in the course has a name that would lead out of the course's folder; nothing was written."""


def path_of(*names: str) -> PurePosixPath:
    """The path through folders, each name one entry of the one before. Raises NoPlainName.

    Rows may hold names that no checker has seen: a course is exported as it stands, finished or not.
    """
    for name in names:
        if name in {"", ".", ".."} or not name.isprintable() or "/" in name or "\\" in name:
            raise NoPlainName(f"“{name[:60]}” is no plain name of a file, so nothing was written: rename it.")
    return PurePosixPath(*names)


def entries_of(folder: Path) -> list[Path]:
    """What authors put there: without hidden entries and what Python leaves behind when a program runs."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and not is_left_behind(path))


def is_left_behind(path: Path) -> bool:
    return path.name == "__pycache__" and path.is_dir()


def read_text(
    path: Path, mistakes: list[Mistake], *, largest: int = LARGEST_TEXT_BYTES, encoding: str = "utf-8-sig"
) -> str | None:
    """The file's text, its lines ended as ours are, whatever a checkout made of them.

    A mark of the byte order is no text, but in a file that is somebody's data: that is read as "utf-8".
    """
    content = decoded(path, mistakes, largest=largest, encoding=encoding)
    text = content if content is None else content.replace("\r\n", "\n")
    for number, line in enumerate(text.split("\n") if text else (), start=1):
        if len(line) > LONGEST_LINE:
            told = f"This line has {len(line):,} characters; {LONGEST_LINE:,} fit."
            mistakes.append(Mistake(path=path, line=number, sentence=told))
            return None
    return text


def decoded(path: Path, mistakes: list[Mistake], *, largest: int, encoding: str) -> str | None:
    """No more is read than is kept: whoever sends a course is not believed that it is one."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
        if len(content) > largest:
            mistakes.append(Mistake(path=path, sentence=f"This has more than {largest // 1024:,} KiB."))
            return None
        return content.decode(encoding)
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
