"""Keeps people's own texts of a demo's programs."""

from datetime import datetime

from accounts.models import Person
from courses.classroom.models import Draft
from courses.content.facts.demos import DemoFacts
from sandbox.jobs import Job, shown
from sandbox.runs.forms import with_our_line_ends
from sandbox.runs.refusals import CannotBeRun, jobs_refused_as_runs


def save(person: Person, demo: DemoFacts, variant_key: str, source: str, *, now: datetime) -> Draft:
    """Keep the text in place of an earlier one. Raises RunRefused for what could never be run: too long, NUL."""
    if variant_key not in {variant.key for variant in demo.variants}:
        raise CannotBeRun(f"This demo has no program “{shown(variant_key)}”.")
    text = with_our_line_ends(source)
    with jobs_refused_as_runs():
        Job(text)
    draft, _ = Draft.objects.update_or_create(
        person=person,
        demo_key=demo.key,
        variant_key=variant_key,
        defaults={"source": text, "updated_at": now},
    )
    return draft


def forget(person: Person, demo: DemoFacts, variant_key: str) -> None:
    """Drop the text; the author's stands again. Where there is none, nothing happens."""
    Draft.objects.filter(person=person, demo_key=demo.key, variant_key=variant_key).delete()


def drafts_of(person: Person, demo: DemoFacts) -> dict[str, Draft]:
    """A person's drafts of the demo, by the variant's key."""
    return {draft.variant_key: draft for draft in Draft.objects.filter(person=person, demo_key=demo.key)}
