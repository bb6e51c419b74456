"""The parts of a section as frozen records, named as their rows are: what an author says, and nothing else."""

from dataclasses import dataclass, field

from courses.content.facts.mistakes import Origin


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`origin` says where it was read; it is no part of what is said."""

    origin: Origin = field(default_factory=Origin, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class TurnFacts(Facts):
    """`say_as` is what a voice reads where it differs from the text; `stop` is "", "answer first" or "recap"."""

    speaker: str
    text: str
    say_as: str = ""
    stop: str = ""


@dataclass(frozen=True, kw_only=True)
class DialogueFacts(Facts):
    key: str
    title: str
    turns: tuple[TurnFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BookChapterFacts(Facts):
    """A chapter of the audio book: the claim, why it holds, an everyday picture of it."""

    key: str
    title: str
    content: str = ""
    detail: str = ""
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class ExampleFacts(Facts):
    """`demo` is the key of a demo of the course, or ""."""

    key: str
    title: str
    demo: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class MemoryAidFacts(Facts):
    key: str
    title: str
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CardFacts(Facts):
    key: str
    front: str
    tags: tuple[str, ...] = ()
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class OptionFacts(Facts):
    """`mark` is what stands in the brackets before it, "" for [ ]: see content/asked."""

    text: str
    mark: str = ""
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionFacts(Facts):
    """`concepts` are keys of the glossary's terms; `goal` is what one is to reach as the scheduler, else ""."""

    key: str
    title: str
    kind: str = ""
    concepts: tuple[str, ...] = ()
    goal: str = ""
    text: str = ""
    options: tuple[OptionFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExerciseFacts(Facts):
    """An exercise; it is checked on those of three axes for which it has an input.

    `work_program`, `order_program`, `speed_program`: what is put behind the learner's program, for each axis.
    `checks`: what is called, and what it gives, see content/graded/checks.py. `bound`: "proof", or how many preemptions
    must break nothing. `sequential`: the program that one must be `faster` times as fast as. `no_work`, `no_orders`,
    `no_speed`: why an axis is not asked. `puzzle` and `slips`: see content/graded.
    """

    key: str
    title: str
    kind: str = ""
    bound: str = ""
    faster: str = ""
    no_work: str = ""
    no_orders: str = ""
    no_speed: str = ""
    text: str = ""
    starter: str = ""
    solution: str = ""
    work_program: str = ""
    checks: str = ""
    order_program: str = ""
    sequential: str = ""
    speed_program: str = ""
    hint_1: str = ""
    hint_2: str = ""
    hint_3: str = ""
    puzzle: str = ""
    slips: str = ""

    @property
    def hints(self) -> tuple[str, ...]:
        return tuple(each for each in (self.hint_1, self.hint_2, self.hint_3) if each)

    @property
    def asked(self) -> tuple[str, ...]:
        """The axes that it asks."""
        inputs = {"work": self.checks, "orders": self.order_program, "speed": self.speed_program}
        return tuple(axis for axis, given in inputs.items() if given)

    def reason_against(self, axis: str) -> str:
        """Why the axis is not asked, as its author says; "" where it is."""
        reasons = {"work": self.no_work, "orders": self.no_orders, "speed": self.no_speed}
        return reasons[axis]


@dataclass(frozen=True, kw_only=True)
class ReferenceFacts(Facts):
    key: str
    title: str
    kind: str = ""
    link: str = ""
    text: str = ""
