"""Checks an answer to a question of a section's practice: rules over documents, without a database."""

from collections.abc import Mapping, Sequence
from typing import Any


def answered(
    page: Mapping[str, Any], answers: Mapping[str, Any], key: str, chosen: Sequence[str]
) -> dict[str, Any] | None:
    """The question with each option explained; None where there is no such question.

    `chosen` are the numbers of the options, from 0, as a form sends them; what is no number of one is passed over.
    """
    question = next((each for each in page["questions"] if each["key"] == key), None)
    if question is None:
        return None
    right = answers["questions"][key]
    numbers = {int(each) for each in chosen if each.isascii() and each.isdigit() and len(each) < 4}
    numbers &= set(range(len(right)))
    options = [
        {"html": html, "is_chosen": number in numbers, **right[number]}
        for number, html in enumerate(question["options"])
    ]
    is_right = bool(numbers) and all(option["is_chosen"] == option["is_right"] for option in options)
    return {"question": question, "options": options, "chosen": sorted(numbers), "is_right": is_right}
