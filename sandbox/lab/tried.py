"""What came of running a program for real, in words, beside what the lab had found of it."""

from sandbox.lab.answers import Answer
from sandbox.questions import AnswerUnreadable
from sandbox.runs.verdicts import Verdict, seconds
from sandbox.trials import RUN_SECONDS, RUNS, SECONDS, Trials

OFFER = (
    f"The same program, unchanged, in real Python: up to {RUNS:,} times, or as often as fits into about {SECONDS:g} "
    "seconds. The lab chose who moves; now nobody does."
)
STUCK_WORDS = f"Stuck means: not at its end after {seconds(RUN_SECONDS)}, and stopped there."


def verdict_of_trials(trials: Trials, answer: Answer) -> Verdict:
    has_gone_wrong = bool(trials.broke or trials.stuck)
    return Verdict(
        tone="bad" if has_gone_wrong else "info",
        chip=f"{trials.broke + trials.stuck:,} of {trials.runs:,}",
        title=title_of(trials, answer),
        sentence=" ".join(filter(None, (facts(trials), kinds(trials), printed(trials), stuck(trials)))),
        next_step=lesson(trials, answer),
        icon="cross" if has_gone_wrong else "info",
    )


def under_way() -> Verdict:
    sentence = f"Up to {RUNS:,} times, or as often as fits into about {seconds(SECONDS)}."
    return Verdict(tone="acc", chip="Running", title="Running it again and again", sentence=sentence, icon="play")


def without_count(unreadable: AnswerUnreadable) -> Verdict:
    """They ended, and what was printed is no count: a program can bring that about."""
    title, sentence = "Nobody knows how often it broke", unreadable.sentence
    return Verdict(tone="warn", chip="No count", title=title, sentence=sentence, icon="warning")


def title_of(trials: Trials, answer: Answer) -> str:
    """Like “Real Python broke in 37 of 1,000 runs”."""
    runs = f"{trials.runs:,} {'run' if trials.runs == 1 else 'runs'}"
    until = ", then the time was up" if trials.is_cut_short else ""
    if not trials.broke and not trials.stuck:
        proof = ", as proved" if answer.verdict == "proved" else ""
        return f"Real Python broke 0 times in {runs}{until}{proof}"
    counts = {"broke": trials.broke, "got stuck": trials.stuck}
    deeds = [f"{deed} in {count:,}" for deed, count in counts.items() if count]
    return f"Real Python {' and '.join(deeds)} of {runs}{until}"


def facts(trials: Trials) -> str:
    cores = "1 core" if trials.cores == 1 else f"{trials.cores} cores"
    return f"{trials.seconds:.1f} s, Python {trials.python}, {cores}."


def kinds(trials: Trials) -> str:
    """What broke it, each with how often where there are several."""
    if not trials.kinds:
        return ""
    if [times for _, times in trials.kinds] == [trials.broke]:
        return f"Each time: {trials.kinds[0][0]}."
    return f"{'; '.join(f'{_times(times)}: {text}' for text, times in trials.kinds)}{_others(trials)}."


def _others(trials: Trials) -> str:
    left = trials.broke - sum(times for _, times in trials.kinds)
    return f"; {_times(left)}: something else" if left else ""


def printed(trials: Trials) -> str:
    """The last lines of the runs that went well, where they differ: a program need not break to say something else."""
    if len(trials.printed) <= 1:
        return ""
    told = "; ".join(f"“{text}” {_times(times)}" for text, times in trials.printed)
    return f"The last line that it printed was not always the same: {told}."


def stuck(trials: Trials) -> str:
    return STUCK_WORDS if trials.stuck else ""


def lesson(trials: Trials, answer: Answer) -> str:
    if trials.stuck and not trials.broke and not stands_still(answer):
        return "A program that sleeps or computes for longer cannot be told from one that is stuck: try shorter times."
    if kind_of(answer) == "livelock" and not trials.broke:
        return "Real Python came to its end each time: the lab cannot tell a very long way from an endless one."
    return LESSONS[answer.verdict, bool(trials.broke or trials.stuck)].format(tries=_tries(answer.explored))


def stands_still(answer: Answer) -> bool:
    """Whether the order that the lab found ends with nobody going on: then so does a real run that is stuck.

    What goes on for very long in the lab may do so for real, and be no mistake.
    """
    return kind_of(answer) in {"deadlock", "stuck"}


def kind_of(answer: Answer) -> str:
    return answer.failure.kind if answer.failure else ""


LESSONS = {
    ("fails", False): "The order that breaks it is rare here, not impossible: the lab found it in {tries}.",
    ("fails", True): "The order that breaks it comes up by itself; the lab found it in {tries}.",
    ("proved", False): "",
    (
        "proved",
        True,
    ): "No order of the steps that the lab sees breaks it for this input. What differs is something that "
    "the lab does not follow: how long a step takes, chance, or what a library keeps to itself.",
    ("no-failure-found", False): "Neither is a proof: an order that breaks it may still be there.",
    ("no-failure-found", True): "There is an order that breaks it, and the lab had not come to it.",
}
"""By the lab's verdict, and whether real Python broke or got stuck."""


def _tries(explored: int) -> str:
    """One that was cut, for it had no end, is counted by nobody."""
    return "1 try" if explored <= 1 else f"{explored:,} tries"


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times:,} times"
