"""Which characters a text of a course may hold: those that every form of it, file, row and page, gives back."""

MAY_STAND = "\n\t"


def has_control_character(text: str) -> bool:
    """Whether one of those stands in it that TOML forbids, and that Markdown and browsers make something else of."""
    return any(each < " " and each not in MAY_STAND for each in text)
