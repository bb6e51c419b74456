"""The steps of an order in words: a sentence for each, and one for how it ends."""

from collections.abc import Mapping, Sequence

from sandbox.lab.answers import Answer, Failure, Step
from sandbox.lab.naming import with_names

LIVES = frozenset(("start", "begin", "end", "join", "exit"))
"""What every thread does, whatever is shared: told in the list of all steps alone."""
SAID = {
    "start": "starts {label}",
    "begin": "begins",
    "end": "ends",
    "join": "sees that {label} has ended",
    "exit": "ends the program",
    "acquire": "takes {label}",
    "release": "gives {label} back",
    "wait for": "waits for {label}",
    "wake from": "is woken by {label}",
    "sleep": "sleeps {label}; that promises no order",
}
"""Where the words are others than the step's own kind in the third person."""
ENDINGS = {"deadlock": "Nobody can go on", "stuck": "Nobody can go on", "livelock": "Nobody gets on"}


def sentences(answer: Answer, names: Mapping[str, str]) -> list[str]:
    """One for each step, in order."""
    return [sentence(answer.steps, index, names) for index in range(len(answer.steps))]


def sentence(steps: Sequence[Step], index: int, names: Mapping[str, str]) -> str:
    """Like “A reads counter: 0.”, and who works on with an older value."""
    step = steps[index]
    told = f"{names[step.thread]} {_deed(step, names)}{_value(step)}."
    stale = [names[each] for each in outdated_by(steps, index)]
    if not stale:
        return told
    verb = "works on with the value it" if len(stale) == 1 else "work on with the value they"
    return f"{told} {' and '.join(stale)} {verb} read before."


def _deed(step: Step, names: Mapping[str, str]) -> str:
    label = with_names(step.label, names)
    if step.kind in SAID:
        return SAID[step.kind].format(label=label)
    if label.endswith(f".{step.kind}"):
        return f"calls {label}"
    return f"{third_person(step.kind)} {label}".rstrip()


def _value(step: Step) -> str:
    is_told = step.value is not None and (step.kind in {"read", "write"} or step.value != "None")
    return f": {step.value}" if is_told else ""


def third_person(kind: str) -> str:
    """Of “look at” it is “looks at”, of “notify” “notifies”."""
    verb, _, rest = kind.partition(" ")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = f"{verb[:-1]}ies"
    else:
        verb += "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return f"{verb} {rest}".rstrip()


def outdated_by(steps: Sequence[Step], index: int) -> list[str]:
    """The threads that read what this step writes, and will write it without looking again."""
    step = steps[index]
    if step.kind != "write":
        return []
    others = dict.fromkeys(each.thread for each in steps[:index] if each.thread != step.thread)
    return [each for each in others if _is_between_read_and_write(steps, index, each)]


def _is_between_read_and_write(steps: Sequence[Step], index: int, thread: str) -> bool:
    label = steps[index].label
    of_it = [each.kind for each in steps[:index] if each.thread == thread and each.label == label]
    later = [each.kind for each in steps[index + 1 :] if each.thread == thread and each.label == label]
    return of_it[-1:] == ["read"] and later[:1] == ["write"]


def ending(failure: Failure | None, names: Mapping[str, str]) -> str:
    """How the order ends, as a sentence."""
    if failure is None:
        return "The order ends here, and nothing breaks."
    message = with_names(failure.message, names)
    if failure.kind in ENDINGS:
        return f"{ENDINGS[failure.kind]}: {message.rstrip('.')}."
    line = f" on line {failure.line}" if failure.line else ""
    return f"It breaks{line}: {message}."
