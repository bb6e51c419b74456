"""An option bears a mark, of which [x] is one: what it says depends on the kind of the question.

Publications stand as they are, and say the same in the new form.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = (
    "choose one",
    "choose several",
    "true or false",
    "number",
    "short text",
    "fill the gaps",
    "match",
    "put in order",
    "sort into groups",
    "predict the output",
    "possible outputs",
    "predict the timing",
    "order the lines",
    "spot the race",
    "be the scheduler",
    "match the timeline",
    "break the cycle",
    "pick the tool",
)


def mark_right_ones(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("content", "Option").objects.filter(is_right=True).update(mark="x")
    rows = apps.get_model("content", "SectionPublication").objects
    for publication in rows.only("facts", "head", "page", "answers").iterator():
        restate(publication)
        publication.save(update_fields=["facts", "head", "answers"])


def restate(publication: Any) -> None:
    asked = {each["key"]: each for each in publication.facts.get("questions", ())}
    shown = {each["key"]: each["options"] for each in publication.page.get("questions", ())}
    for question in asked.values():
        for option in question["options"]:
            option["mark"] = "x" if option.pop("is_right", False) else ""
    publication.answers["questions"] = {
        key: {"options": [restated(*each) for each in zip(asked[key]["options"], shown[key], kept, strict=True)]}
        for key, kept in publication.answers.get("questions", {}).items()
    }
    publication.head["said"] = digest_of(publication.facts)


def restated(option: Mapping[str, Any], html: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {"mark": option["mark"], "text": option["text"], "html": html, "explanation": kept["explanation"]}


def digest_of(facts: Mapping[str, Any]) -> str:
    """As publishing does: by this one tells whether two publications say the same."""
    said = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


class Migration(migrations.Migration):
    dependencies = [("content", "0007_graded_exercises")]

    operations = [
        migrations.AddField(
            model_name="option",
            name="mark",
            field=models.CharField(
                blank=True,
                default="",
                help_text="x where it is right; for questions with places or an order, where it belongs; see the guide",
                max_length=80,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(mark_right_ones, migrations.RunPython.noop),
        migrations.RemoveField(model_name="option", name="is_right"),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(choices=[(kind, kind.capitalize()) for kind in KINDS], max_length=20),
        ),
    ]
