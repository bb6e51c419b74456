"""Why a file of cards is not taken: all of it, or nothing."""

from collections.abc import Sequence

MOST_TOLD = 20


class FileRefused(Exception):
    """`mistakes` are sentences, with the line where there is one; at most twenty, and then how many more."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__(mistakes[0])
        more = len(mistakes) - MOST_TOLD
        self.mistakes = [*mistakes[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
