"""Cards as CSV: front, back, tags with commas between them; what is written is read back as it was."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.flashcards.exchange.mistakes import FileRefused
from courses.flashcards.own import MOST_OWN_CARDS, CardRefused, check, tags_in

HEADER = ("front", "back", "tags")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a card says, wherever it comes from."""

    front: str
    back: str
    tags: Sequence[str] = ()


def written(cards: Iterable[Words]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([card.front, card.back, ", ".join(card.tags)] for card in cards)
    return out.getvalue()


def read(content: bytes) -> list[Words]:
    """Raises FileRefused. A first line that names the columns may stand there or not."""
    rows = rows_of(text_of(content))
    if rows and [cell.strip().lower() for cell in rows[0][1]][:2] == list(HEADER[:2]):
        rows = rows[1:]
    if not rows:
        raise FileRefused(["There is no card in this file."])
    if len(rows) > MOST_OWN_CARDS:
        raise FileRefused([f"There are {len(rows):,} cards in this file; {MOST_OWN_CARDS:,} fit."])
    cards, mistakes = [], []
    for line, cells in rows:
        try:
            cards.append(card_of(cells))
        except CardRefused as refused:
            mistakes.append(f"Line {line}: {refused.sentence}")
    if mistakes:
        raise FileRefused(mistakes)
    return cards


def text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileRefused([f"Line {line}: this is no UTF-8. Save the file as “CSV UTF-8”."]) from None


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """Each row with the line on which it begins, without empty ones."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        told = "a quotation mark opens and does not close" if "end of data" in str(error) else str(error)
        raise FileRefused([f"Line {begins}: {told}."]) from None
    return rows


def card_of(cells: Sequence[str]) -> Words:
    if not 2 <= len(cells) <= len(HEADER):
        columns = "1 column" if len(cells) == 1 else f"{len(cells)} columns"
        raise CardRefused(f"it has {columns}; a card has front, back and, if you want, tags.")
    front, back, *rest = cells
    tags = tags_in(rest[0]) if rest else []
    check(front, back, tags)
    return Words(front=front, back=back, tags=tags)
