"""The program within the text of a question: the one block that is fenced as Python."""

from dataclasses import dataclass

from markdown_it import MarkdownIt

from courses.content.graded.unreadable import Unreadable

PYTHON = {"python", "py"}
MARKDOWN = MarkdownIt("commonmark")


@dataclass(frozen=True, kw_only=True)
class Around:
    """A text in three: Markdown `before`, the `program` with the newline at its end, Markdown `after`.

    `line`: the one of the text, from 1, on which the program begins.
    """

    before: str
    program: str
    after: str
    line: int


def program_in(text: str) -> Around:
    """Raises Unreadable where there is none, or more than one."""
    fences = [token for token in MARKDOWN.parse(text) if token.type == "fence" and token.info.strip() in PYTHON]
    if len(fences) != 1:
        told = "there is none" if not fences else f"there are {len(fences)}"
        raise Unreadable(f"The text holds its program in one block fenced as ```python; {told}.")
    (fence,) = fences
    begin, end = fence.map or (0, 0)
    lines = text.split("\n")
    return Around(
        before="\n".join(lines[:begin]).strip("\n"),
        program=fence.content,
        after="\n".join(lines[end:]).strip("\n"),
        line=begin + 2,
    )
