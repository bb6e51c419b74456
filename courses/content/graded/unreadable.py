"""What cannot be read of a graded exercise."""


class Unreadable(ValueError):
    """Something that its author must mend: a sentence, and the line of the text, from 1."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.sentence, self.line = sentence, line
