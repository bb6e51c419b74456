"""What ends an execution before its own end."""


class Aborted(BaseException):
    """Ends a thread whose execution is over: raised at every operation, and at the top of every `except`."""


class Refused(Exception):
    """The program does something that cannot be explored; the sentence says what."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.line = sentence, line
