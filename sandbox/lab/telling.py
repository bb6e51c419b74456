"""Verdicts of the race lab in the site's words: what was found, then what it means, then what to do."""

from collections.abc import Callable, Mapping

from sandbox.jobs import Limits
from sandbox.lab.answers import Answer
from sandbox.lab.naming import names_of_answer
from sandbox.lab.narration import ending
from sandbox.questions import AnswerUnreadable
from sandbox.runs.verdicts import Verdict


def verdict_of_answer(answer: Answer) -> Verdict:
    return WORDS[answer.verdict](answer)


def under_way(limits: Limits) -> Verdict:
    sentence = f"It may take up to {limits.wall_seconds:g} s."
    return Verdict(tone="acc", chip="Exploring", title="Trying every order", sentence=sentence, icon="play")


def without_answer(unreadable: AnswerUnreadable) -> Verdict:
    """The explorer ended, and what it printed is no answer: a program can bring that about."""
    return Verdict(
        tone="warn",
        chip="None found",
        title="There is no answer",
        sentence=unreadable.sentence,
        next_step="Try fewer threads, or fewer rounds of a loop.",
        icon="warning",
    )


def fails(answer: Answer) -> Verdict:
    names = names_of_answer(answer)
    sentence = ending(answer.failure, names) if answer.failure else ""
    return Verdict(
        tone="bad", chip="Fails", title=_sentence(answer.reached).rstrip("."), sentence=sentence, icon="cross"
    )  # fmt: skip


def proved(answer: Answer) -> Verdict:
    return Verdict(
        tone="ok",
        chip="Proved for this input",
        title="No order breaks it",
        sentence=_sentence(answer.reached.removeprefix("proved: ")),
        icon="tick",
    )


def none_found(answer: Answer) -> Verdict:
    return Verdict(
        tone="warn",
        chip="None found",
        title="No order that breaks it was found",
        sentence=_sentence(answer.reached),
        next_step="That is no proof. With fewer threads or rounds, all orders may fit.",
        icon="info",
    )


def refused(answer: Answer) -> Verdict:
    return Verdict(
        tone="warn", chip="Refused", title="This was not explored", sentence=_sentence(answer.reached), icon="warning"
    )


def nondeterministic(answer: Answer) -> Verdict:
    return Verdict(
        tone="warn",
        chip="Nondeterministic",
        title="The same order went differently a second time",
        sentence=_sentence(answer.reached),
        icon="warning",
    )


WORDS: Mapping[str, Callable[[Answer], Verdict]] = {
    "fails": fails,
    "proved": proved,
    "no-failure-found": none_found,
    "refused": refused,
    "nondeterministic": nondeterministic,
}


def _sentence(words: str) -> str:
    """With a capital and a full stop, whatever it had."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"
