"""What a demo's page shows its reader: programs and parameters as they last wrote them, as authored otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from courses.classroom.models import Draft
from courses.content.facts.demos import DemoFacts, ParameterFacts, VariantFacts
from courses.content.values import Value
from sandbox.runs.forms import with_our_line_ends

PARAMETER, SOURCE, PREDICTION = "parameter-", "source-", "prediction-"


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the form of a demo sends: the programs to run, the texts of parameters and programs, by name and key.

    `way`: the way in which they are run, one of `ways.WAYS` · `prediction`: which is the "fastest", its
    "ratio", how long it "took".
    """

    variants: Sequence[str]
    parameters: Mapping[str, str]
    sources: Mapping[str, str]
    way: str = ""
    prediction: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def in_form(cls, form: QueryDict) -> "Written":
        return cls(
            variants=form.getlist("variant"),
            parameters=beginning(PARAMETER, form),
            sources=beginning(SOURCE, form),
            way=form.get("way", ""),
            prediction=beginning(PREDICTION, form),
        )


def beginning(prefix: str, form: QueryDict) -> dict[str, str]:
    """The fields whose names begin with `prefix`, by the rest of their names."""
    return {name.removeprefix(prefix): str(text) for name, text in form.items() if name.startswith(prefix)}


@dataclass(frozen=True, kw_only=True)
class Program:
    """A variant as its editor shows it: `draft` is the reader's own text, "" where the author's stands.

    `draft_saved_at` is set when the server keeps that very text.
    """

    key: str
    label: str
    source: str
    draft: str
    draft_saved_at: datetime | None
    is_wanted: bool


def programs(demo: DemoFacts, *, drafts: Mapping[str, Draft], written: Written | None) -> list[Program]:
    """The demo's programs. What was just `written` and could not be run comes before a draft that was kept earlier."""
    return [program(variant, draft=drafts.get(variant.key), written=written) for variant in demo.variants]


def program(variant: VariantFacts, *, draft: Draft | None, written: Written | None) -> Program:
    kept = draft.source if draft else ""
    sent = written.sources.get(variant.key) if written else None
    text = kept if sent is None else with_our_line_ends(sent)
    return Program(
        key=variant.key,
        label=variant.label,
        source=variant.source,
        draft="" if text == variant.source else text,
        draft_saved_at=draft.updated_at if draft and text == kept else None,
        is_wanted=written is None or variant.key in written.variants,
    )


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A parameter as its field shows it; `text` stands in the field, and need not be a value of the parameter."""

    name: str
    label: str
    unit: str
    kind: str
    minimum: int | None
    maximum: int | None
    step: int
    choices: Sequence[Value]
    text: str


def settings(demo: DemoFacts, *, written: Written | None) -> list[Setting]:
    texts = written.parameters if written else {}
    return [setting(parameter, text=texts.get(parameter.name, str(parameter.default))) for parameter in demo.parameters]


def setting(parameter: ParameterFacts, *, text: str) -> Setting:
    return Setting(
        name=parameter.name,
        label=parameter.label,
        unit=parameter.unit,
        kind=parameter.kind,
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        step=parameter.step,
        choices=parameter.choices,
        text=text,
    )
