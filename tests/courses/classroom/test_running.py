"""A demo runs as its author wrote it, with what the reader chose; or the reader's own text, exactly as it stands."""

import pytest
from django.utils import timezone

from courses.classroom.running import run_demo
from courses.content.facts.demos import DemoFacts
from courses.content.published import published_demo
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.models import Submission
from sandbox.runs.refusals import AccountNeeded, CannotBeRun, NoSandboxHere

pytestmark = pytest.mark.django_db


def threads_of(demo: DemoFacts) -> str:
    return next(variant.source for variant in demo.variants if variant.key == "threads")


def ask(demo: DemoFacts, asker: Asker, **wishes) -> Submission:
    return run_demo(demo, **{"variants": ["threads"], "parameters": {}, "sources": {}, "asker": asker, **wishes})


def refusal(demo: DemoFacts, asker: Asker, **wishes) -> str:
    with pytest.raises(CannotBeRun) as refused:
        ask(demo, asker, **wishes)
    assert not Submission.objects.exists()
    return refused.value.sentence


def test_a_visitor_runs_a_demo_with_parameters_of_their_own(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    run = ask(demo, visitor, parameters={"WORKERS": "2"}).runs.get()

    assert "\nWORKERS = 2\n" in run.work().source
    assert "\nSIZE = 24_000_000\n" in run.work().source
    assert run.label == "Threads, 2"


def test_the_variants_run_in_the_demo_s_own_order(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    submission = ask(demo, visitor, variants=["asyncio", "sequential"])

    assert [run.key for run in submission.runs.all()] == ["sequential", "asyncio"]
    assert submission.subject == "demo:sum-of-squares"


def test_files_and_limits_of_the_demo_go_with_each_run(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    job = ask(published_demo("ten-pages", now=timezone.now()), visitor).runs.get().work()

    assert set(job.files) == {"page_server.py"}
    assert (job.limits.wall_seconds, job.limits.cores) == (20, 2)


def test_a_person_s_own_code_runs_exactly_as_it_stands(demo: DemoFacts, learner: Asker, a_sandbox: None):
    own = "WORKERS = 99\nprint('mine')\n"

    run = ask(demo, learner, sources={"threads": own.replace("\n", "\r\n")}, parameters={"WORKERS": "3"}).runs.get()

    assert (run.work().source, run.label) == (own, "Threads, your code")


@pytest.mark.parametrize("way", ["", "sweep"])
def test_what_is_the_author_s_and_what_the_reader_s_is_written_down(
    demo: DemoFacts, learner: Asker, a_sandbox: None, way: str
):
    own = threads_of(demo) + "print('mine')\n"

    authored = ask(demo, learner, way=way, parameters={"WORKERS": "2"})
    changed = ask(demo, learner, way=way, sources={"threads": own})

    assert all(run.is_authored for run in authored.runs.all())
    assert not any(run.is_authored for run in changed.runs.all())


def test_a_visitor_s_own_code_asks_for_an_account(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    with pytest.raises(AccountNeeded) as refused:
        ask(demo, visitor, sources={"threads": "print(1)"})

    assert refused.value.status == 403
    assert not Submission.objects.exists()


def test_the_author_s_text_sent_back_needs_no_account(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    sent_back = threads_of(demo).replace("\n", "\r\n")

    run = ask(demo, visitor, sources={"threads": sent_back}, parameters={"WORKERS": "2"}).runs.get()

    assert "\nWORKERS = 2\n" in run.work().source
    assert run.label == "Threads, 2"


def test_the_author_s_text_with_the_chosen_values_needs_no_account(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    source = threads_of(demo).replace("WORKERS = 4", "WORKERS = 2")

    assert ask(demo, visitor, sources={"threads": source}, parameters={"WORKERS": "2"}).runs.get().label == "Threads, 2"


def test_a_changed_program_that_is_not_run_does_not_ask_for_an_account(
    demo: DemoFacts, visitor: Asker, a_sandbox: None
):
    assert ask(demo, visitor, sources={"processes": "print(1)"}).runs.count() == 1


def test_an_unknown_variant_hears_the_known_ones(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    assert refusal(demo, visitor, variants=["fibers"]) == (
        "This demo has no program “fibers”. It has sequential, threads, processes, asyncio."
    )


def test_what_mallory_names_is_shown_short_and_printable(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    sentence = refusal(demo, visitor, variants=["\ud800\x1b" + "x" * 9_000])

    assert sentence.encode()
    assert sentence.isprintable()
    assert len(sentence) < 150


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"WORKERS": "9"}, "Workers must lie between 1 and 8."),
        ({"WORKERS": "many"}, "Workers must be a whole number."),
        ({"WORKERS": ""}, "Workers must be a whole number."),
        ({"WORKERS": "2\nimport os"}, "Workers must be a whole number."),
        ({"WORKERS": "2\0"}, "Workers must be a whole number."),
        ({"SIZE": "9" * 5_000}, "Numbers to add must be a whole number."),
        ({"__import__": "1"}, "This demo has no parameter “__import__”."),
    ],
)
def test_a_parameter_out_of_range_is_refused(
    demo: DemoFacts, visitor: Asker, a_sandbox: None, parameters, sentence: str
):
    assert refusal(demo, visitor, parameters=parameters) == sentence


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("#" * 65_537, "at most 65,536 (64 KiB) can be run."),
        ("print('\0')", "contains a NUL character"),
        ("print('\ud800')", "half a surrogate pair"),
    ],
)
def test_what_can_be_no_program_is_refused(
    demo: DemoFacts, learner: Asker, a_sandbox: None, source: str, sentence: str
):
    assert sentence in refusal(demo, learner, sources={"threads": source})


def test_nothing_chosen_is_refused(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    assert refusal(demo, visitor, variants=[]) == "Choose at least one program to run."


def test_without_a_sandbox_nothing_is_queued(demo: DemoFacts, visitor: Asker):
    with pytest.raises(NoSandboxHere):
        ask(demo, visitor)
    assert not Submission.objects.exists()


def test_a_sweep_runs_one_program_with_several_numbers_of_workers(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    runs = ask(demo, visitor, way="sweep", parameters={"SIZE": "3000000"}).runs.all()

    assert [run.key for run in runs] == [f"threads-workers-{count}" for count in (1, 2, 4, 8)]
    assert [run.label for run in runs][:2] == ["Threads, 1 worker", "Threads, 2 workers"]
    assert all(f"\nWORKERS = {run.workers}\n" in run.work().source for run in runs)
    assert all("\nSIZE = 3_000_000\n" in run.work().source for run in runs)
    assert {(run.timed_at_most, run.is_recorded) for run in runs} == {(3, False)}


def test_a_sweep_of_one_s_own_code_changes_its_workers_alone(demo: DemoFacts, learner: Asker, a_sandbox: None):
    own = "WORKERS = 99\nprint('mine')\n"

    run = ask(demo, learner, way="sweep", sources={"threads": own}).runs.last()

    assert (run.work().source, run.label) == ("WORKERS = 8\nprint('mine')\n", "Threads, your code, 8 workers")


@pytest.mark.parametrize(
    "own", ["print(1)\n", "WORKERS = 1\nWORKERS = 2\n", "WORKERS = (\n4)\n", "    WORKERS = 4\n", "WORKERS = ("]
)
def test_own_code_that_does_not_set_its_workers_cannot_be_swept(
    demo: DemoFacts, learner: Asker, a_sandbox: None, own: str
):
    assert "does not set WORKERS" in refusal(demo, learner, way="sweep", sources={"threads": own})


def test_one_program_is_swept_at_a_time_and_only_one_that_has_workers(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    assert "one program at a time" in refusal(demo, visitor, way="sweep", variants=["threads", "processes"])
    assert "does not set WORKERS" in refusal(demo, visitor, way="sweep", variants=["sequential"])


@pytest.fixture
def two_builds(no_worker: None) -> None:
    interpreters = ("3.13.0", "3.12.1", "3.13.0t")
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=interpreters, default="3.13.0"), host="here")


def test_one_program_runs_on_the_default_build_and_on_the_free_threaded_one(
    demo: DemoFacts, visitor: Asker, two_builds: None
):
    runs = ask(demo, visitor, way="builds", parameters={"WORKERS": "2"}).runs.all()

    assert [(run.label, run.work().python) for run in runs] == [
        ("Threads, 3.13", "3.13"),
        ("Threads, 3.13t (no GIL)", "3.13t"),
    ]
    assert all("\nWORKERS = 2\n" in run.work().source and run.timed_at_most == 5 for run in runs)


def test_where_there_is_one_build_nothing_is_put_beside_it(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    assert "one build of Python" in refusal(demo, visitor, way="builds")


def test_an_unknown_way_is_refused(demo: DemoFacts, visitor: Asker, a_sandbox: None):
    assert refusal(demo, visitor, way="sideways") == "Programs are not run in the way “sideways”."
