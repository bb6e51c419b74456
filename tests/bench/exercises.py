"""How fast exercises that ask for speed are: solutions, starters and slow repairs, each beside the sequential one."""

from pathlib import Path

from courses.content.facts.parts import ExerciseFacts
from courses.coursefiles.importing import checked_course
from courses.exercises.asking import SPEED_LIMITS, wanted_for
from courses.exercises.grading.speed import PAIRS, graded_speed
from courses.exercises.grading.strips import Strip
from courses.exercises.places import Exercise
from sandbox.bench.figures import table
from sandbox.bench.own_runner import own_runner
from sandbox.events import End
from sandbox.jobs import Job
from sandbox.runner.client import running
from sandbox.runs.pairing import PairedExecutions

COURSE = Path(__file__).resolve().parents[2] / "courses" / "demo" / "python-advance"


def measure_exercises(folder: Path) -> str:
    """In pairs, as a worker times them, and graded by the same rules."""
    with own_runner(folder) as runner:
        rows = [
            row(exercise, name, source, runner.socket)
            for exercise in timed_exercises()
            for name, source in programs_of(exercise.facts, exercise).items()
        ]
    header = ["program", "times as fast", "least", "most", "target", "own s", "sequential s", "said"]
    return table(f"Exercises that ask for speed, {PAIRS} pairs each", header, rows)


def timed_exercises() -> list[Exercise]:
    facts = [each for section in checked_course(COURSE)[0].sections() for each in section.exercises]
    return [
        Exercise(course_id=0, course_key="course", section_key="section", publication=0, facts=each)
        for each in facts
        if "speed" in each.asked
    ]


def programs_of(facts: ExerciseFacts, exercise: Exercise) -> dict[str, str]:
    slow = {f"slip: {slip.title}": slip.program for slip in exercise.slips() if slip.axis == "speed"}
    return {"solution": facts.solution, "starter": facts.starter, **slow}


def row(exercise: Exercise, name: str, source: str, socket: Path) -> list[str]:
    strip = measured(exercise, source, socket)
    speed = strip.speed
    figures = ["-"] * 6
    if speed:
        numbers = (speed.ratio, speed.least, speed.most, speed.target, speed.own_seconds, speed.sequential_seconds)
        figures = [f"{number:.2f}" for number in numbers]
    return [f"{exercise.facts.key}, {name}", *figures, f"{strip.state}: {strip.headline}"]


def measured(exercise: Exercise, source: str, socket: Path) -> Strip:
    wanted = wanted_for("speed", exercise, source)
    assert wanted.beside is not None
    executions = PairedExecutions(wanted.job, beside=wanted.beside, pairs=PAIRS)
    for execution in executions:
        executions.ended(execution, end_of(execution.job, socket))
    timings, target = (executions.timings, executions.timings_beside), float(exercise.facts.faster)
    return graded_speed(*timings, cores=SPEED_LIMITS.cores, target=target)


def end_of(job: Job, socket: Path) -> End:
    with running(socket, job) as run:
        *_, end = run.events()
    assert isinstance(end, End)
    return end
