"""What somebody predicted of a comparison before it ran, beside what was measured then: told, and never graded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from sandbox.runs.comparing import SHORTEST_SECONDS, Timed, fastest

NOBODY = "none"
"""The prediction that no version is clearly the fastest."""
RATIOS = (1, 2, 3, 4, 8)
"""How many times as fast as the first version: about the same, 2, 3, 4, or 8 and more."""
RUNGS = (0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)
"""Seconds at which one span of time ends and the next begins."""
SPANS_OFFERED = 5
LONGEST_SHARE = 0.2
"""Of the time limit: what takes longer is one span. Demos take a fraction of their limit."""
ROOM = 1.15
"""The larger of the two figures gets this much room beside it."""
LEAST_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Span:
    """So long takes the fastest version: from `least` to `most` seconds; 0 for no bound."""

    least: float
    most: float

    @property
    def value(self) -> str:
        """As a form sends it, and as a row keeps it."""
        return f"{self.least:g}-{self.most:g}" if self.most else f"{self.least:g}-"

    @property
    def words(self) -> str:
        if not self.most:
            return f"over {self.least:g} s"
        return f"{self.least:g} to {self.most:g} s" if self.least else f"under {self.most:g} s"


def spans(limit_seconds: float) -> list[Span]:
    """What can be said of how long the fastest takes, of runs that may take so long: nothing of how long they do."""
    rungs = [rung for rung in RUNGS if rung <= max(LONGEST_SHARE * limit_seconds, RUNGS[0])]
    return [Span(least, most) for least, most in pairwise([0.0, *rungs[1 - SPANS_OFFERED :], 0.0])]


EVERY_SPAN = {
    span.value: span
    for least, most in pairwise(RUNGS)
    for span in (Span(least, most), Span(0.0, least), Span(0.0, most), Span(least, 0.0), Span(most, 0.0))
}


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """`fastest`: the key of a version, NOBODY, or "" where nothing was said · `ratio`: one of RATIOS, 0 for nothing.

    `took`: the value of a Span, "" for nothing.
    """

    fastest: str = ""
    ratio: int = 0
    took: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, Any], *, keys: Collection[str]) -> "Prediction":
        """What a form or a row says; what makes no sense for a comparison of these keys is left out."""
        fastest, ratio, took = (str(fields.get(name, "")) for name in ("fastest", "ratio", "took"))
        return cls(
            fastest=fastest if fastest in {*keys, NOBODY} else "",
            ratio=int(ratio) if ratio in {str(each) for each in RATIOS} else 0,
            took=took if took in EVERY_SPAN else "",
        )

    def to_json(self) -> dict[str, Any]:
        """As its submission keeps it: empty where nothing was predicted."""
        return {name: value for name, value in asdict(self).items() if value}

    def __bool__(self) -> bool:
        return bool(self.fastest or self.ratio or self.took)


@dataclass(frozen=True, kw_only=True)
class Dumbbell:
    """A predicted and a measured ratio on one line, in percent; `one` is where nothing is gained."""

    label: str
    predicted: str
    measured: str
    predicted_at: float
    measured_at: float
    one: float


@dataclass(frozen=True, kw_only=True)
class Told:
    """`predicted`: in words · `sentence`: what was measured, "" while that is not known · `ratio`: both, drawn."""

    predicted: str
    sentence: str = ""
    ratio: Dumbbell | None = None


def told(
    prediction: Prediction, *, labels: Mapping[str, str], times: Sequence[Timed], is_over: bool, is_fair: bool = True
) -> Told | None:
    """None where nothing was predicted. `labels`: of all versions by their keys, the first one first; `times`: of those
    that finished.
    """
    if not prediction:
        return None
    words = predicted_words(prediction, labels)
    if len(times) < len(labels):
        return Told(predicted=words, sentence="Not every version finished, so it is left open." if is_over else "")
    if not is_fair:
        return Told(predicted=words, sentence="The machine was busy, so it is left open." if is_over else "")
    return Told(
        predicted=words,
        sentence=answer(prediction, times) + length(prediction, times),
        ratio=dumbbell(prediction, times),
    )


def predicted_words(prediction: Prediction, labels: Mapping[str, str]) -> str:
    first, first_label = next(iter(labels.items()))
    who = "no clear winner" if prediction.fastest == NOBODY else labels.get(prediction.fastest, "")
    told = [who] if who else []
    if prediction.ratio and prediction.fastest not in {first, NOBODY}:
        told = [f"{who or 'the fastest one'}: {ratio_words(prediction.ratio)} as fast as {first_label}"]
    if prediction.took:
        told.append(f"the fastest takes {EVERY_SPAN[prediction.took].words}")
    return "; ".join(told)


def ratio_words(ratio: int) -> str:
    if ratio == 1:
        return "about"
    return f"{ratio} times or more" if ratio == RATIOS[-1] else f"{ratio} times"


def answer(prediction: Prediction, times: Sequence[Timed]) -> str:
    """Which version was the fastest, after "Right" or "Not quite" where one was predicted."""
    clear = fastest(times)
    measured = (
        f"{clear.label} finished first, in {clear.seconds:.2f} s" if clear else "the fastest two are too close to part"
    )
    if not prediction.fastest:
        return f"{measured[:1].upper()}{measured[1:]}."
    is_right = prediction.fastest == (clear.key if clear else NOBODY)
    return f"{'Right' if is_right else 'Not quite'}: {measured}."


def length(prediction: Prediction, times: Sequence[Timed]) -> str:
    """How long the fastest took, where that was predicted and is not said anyway."""
    if not prediction.took or fastest(times):
        return ""
    return f" The shortest time was {min(each.seconds for each in times):.2f} s."


def dumbbell(prediction: Prediction, times: Sequence[Timed]) -> Dumbbell | None:
    """Of the version that was predicted, else of the one with the shortest time; the first one is compared with itself
    by nobody.
    """
    meant = next((each for each in times if each.key == prediction.fastest), None)
    if not prediction.fastest:
        meant = min(times, key=lambda each: each.seconds)
    if not prediction.ratio or meant is None or meant is times[0]:
        return None
    measured = max(times[0].seconds, SHORTEST_SECONDS) / max(meant.seconds, SHORTEST_SECONDS)
    scale = max(prediction.ratio, measured, LEAST_SCALE) * ROOM
    return Dumbbell(
        label=f"{meant.label} against {times[0].label}",
        predicted=f"{prediction.ratio}" + "+" * (prediction.ratio == RATIOS[-1]),
        measured=f"{measured:.2f}" if measured < 10 else f"{measured:.0f}",
        predicted_at=percent(prediction.ratio, of=scale),
        measured_at=percent(measured, of=scale),
        one=percent(1, of=scale),
    )


def percent(value: float, *, of: float) -> float:
    return round(100 * value / of, 1)
