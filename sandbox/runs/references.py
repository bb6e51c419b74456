"""References are made of a comparison that was run, kept to stand beside others of its subject, and forgotten."""

import base64
from collections.abc import Sequence

from sandbox.events import Outcome
from sandbox.runs.models import Reference, Run, Submission
from sandbox.runs.reference_file import ReferenceFacts, ReferenceRefused, ReferenceRun
from sandbox.runs.repeating import BUSY_SHARE
from sandbox.runs.xrays import timeline_of
from sandbox.xray.timeline import Timeline


def facts_of(submission: Submission, *, machine: str, although_busy: bool = False) -> ReferenceFacts:
    """What is recorded of a comparison: no asker, no number, no program. Raises ReferenceRefused."""
    if submission.over_at is None:
        raise ReferenceRefused("This submission is not over yet. Wait until all its runs have ended.")
    runs = list(submission.runs.all())
    check_runs(runs)
    check_quiet(runs, although_busy=although_busy)
    timelines = [recorded(run) for run in runs]
    return ReferenceFacts(
        subject=submission.subject,
        title=submission.title,
        machine=machine,
        python=" and ".join(dict.fromkeys(each.python for each in timelines)),
        cores=min(run.cores or timeline.cores for run, timeline in zip(runs, timelines, strict=True)),
        made_on=submission.over_at.date(),
        runs=[
            ReferenceRun(key=run.key, label=run.label, timings=run.timed(), timeline=bytes(run.timeline))
            for run in runs
        ],
    )


def check_runs(runs: Sequence[Run]) -> None:
    if len(runs) < 2:
        raise ReferenceRefused("This submission is no comparison: it has one run. Press Run all, and record that.")
    if unfinished := [run.label for run in runs if run.outcome != Outcome.FINISHED]:
        raise ReferenceRefused(f"Not every run finished: {', '.join(unfinished)}. Run the comparison again.")
    if not all(run.is_authored for run in runs):
        raise ReferenceRefused("A reader's own program is among these, and is theirs. Compare the demo as it stands.")


def check_quiet(runs: Sequence[Run], *, although_busy: bool) -> None:
    share = max(run.busy_share() for run in runs)
    if share > BUSY_SHARE and not although_busy:
        raise ReferenceRefused(
            f"The machine was busy: others used {100 * share:.0f}% of the cores. Run it again when it is quiet, "
            "or say --although-busy."
        )


def recorded(run: Run) -> Timeline:
    timeline = timeline_of(run)
    if timeline is None or not run.timings:
        raise ReferenceRefused(f"“{run.label}” was not both timed and recorded, as a comparison of versions is.")
    return timeline


def keep(facts: ReferenceFacts) -> Reference:
    """Store it, in the place of the one that its subject had."""
    found: Reference = Reference.objects.update_or_create(
        subject=facts.subject,
        defaults={
            "title": facts.title,
            "machine": facts.machine,
            "python": facts.python,
            "cores": facts.cores,
            "made_on": facts.made_on,
            "runs": [
                {"key": run.key, "label": run.label, "timings": [each.row() for each in run.timings]}
                for run in facts.runs
            ],
            "timelines": {run.key: base64.b64encode(run.timeline).decode() for run in facts.runs},
        },
    )[0]
    return found


def forget(subject: str) -> bool:
    """Whether there was one."""
    deleted, _ = Reference.objects.filter(subject=subject).delete()
    return bool(deleted)
