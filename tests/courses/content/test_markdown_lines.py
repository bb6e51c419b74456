"""Which lines of Markdown belong to a fenced block, as readers' Markdown has it."""

import pytest

from courses.content.markdown_lines import headings_in, is_left_open


@pytest.mark.parametrize(
    "text",
    [
        "- ```\n  x\n  ```",
        "1. ```python\n   x\n   ```\n\nfoo",
        "10) ~~~\n    x\n    ~~~",
        "- a\n  - ```\n    x\n    ```",
        "- - ```\n    x\n    ```\n- b",
        "- ```\n  x\n\nfoo",
        "- ````\n  ```\n  x\n  ````",
        "```\n- ```\n```",
        "> ```\n> x\n> ```",
    ],
)
def test_a_fence_that_ends(text: str):
    assert not is_left_open(text)


@pytest.mark.parametrize("text", ["```", "- ```\n  x", "- a\n\n```\nx", "````\n```", "- ```\n  ```\n\n```"])
def test_a_fence_that_never_ends(text: str):
    assert is_left_open(text)


def test_a_heading_within_a_fence_is_none_and_one_after_an_item_is():
    assert list(headings_in("- ```\n  ## a\n  ```\n```\n## b\n```")) == []
    assert list(headings_in("- ```\n  x\n## Standard\n  y\n")) == [(3, 2)]
