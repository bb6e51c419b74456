"""A job is what was asked, or a refusal with a sentence."""

import json

import pytest

from sandbox.jobs import MOVE_CPU_SECONDS, MOVE_WALL_SECONDS, SOURCE_BYTES, Job, JobRefused, Limits


def test_a_job_survives_the_way_over_the_wire():
    job = Job("print('Grüße')", {"data.txt": "1\n2\n"}, "3.12", Limits(wall_seconds=5, processes=8))

    assert Job.from_json(json.loads(json.dumps(job.to_json()))) == job


def test_a_job_without_a_word_on_moves_is_none():
    given = Job("", explores=True).to_json()
    del given["is_move"]

    assert Job.from_json(given) == Job("", explores=True)


def test_a_question_becomes_a_move_within_what_a_move_may_use():
    question = Job("", {"a": "b"}, explores=True, limits=Limits(wall_seconds=7, cpu_seconds=7, cores=1))

    move = question.as_move()

    assert (move.is_move, move.files) == (True, question.files)
    assert move.limits == Limits(wall_seconds=MOVE_WALL_SECONDS, cpu_seconds=MOVE_CPU_SECONDS, cores=1)
    assert Job.from_json(json.loads(json.dumps(move.to_json()))) == move


@pytest.mark.parametrize(
    "limits", [{"cpu_seconds": 0.51, "wall_seconds": 1}, {"cpu_seconds": 0.5, "wall_seconds": 1.1}]
)
def test_a_move_that_would_hold_the_lane_is_refused(limits):
    with pytest.raises(JobRefused, match="what takes longer is a run"):
        Job("", explores=True, is_move=True, limits=Limits(**limits))


def test_a_source_of_exactly_64_kib_is_accepted():
    Job("#" * SOURCE_BYTES)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"source": "#" * (SOURCE_BYTES + 1)}, "The program is 65,537 bytes long; at most 65,536 (64 KiB) can be run."),
        ({"source": "é" * 40_000}, "The program is 80,000 bytes long; at most 65,536 (64 KiB) can be run."),
        ({"source": "print()\0"}, "The program contains a NUL character, which Python cannot read."),
        ({"source": "'\ud800'"}, "The program contains half a surrogate pair, which UTF-8 cannot hold."),
        ({"source": 7}, "The program must be text."),
        ({}, "A job needs a source: the text of the program."),
        ([], "A job must be a JSON object."),
        (
            {"source": "", "user": "root"},
            "A job cannot have “user”; known are explores, files, is_move, is_recorded, limits, python, source.",
        ),
        ({"source": "", "python": "2; rm"}, "“2; rm” is no version of Python; write it like 3.13 or 3.13.0."),
        ({"source": "", "python": 3.13}, "“3.13” is no version of Python; write it like 3.13 or 3.13.0."),
        ({"source": "", "is_move": 1, "explores": True}, "Whether a job is a move must be true or false."),
        (
            {"source": "", "is_move": True, "limits": {"wall_seconds": 1, "cpu_seconds": 0.5}},
            "A move must be a question of the race lab; any other program is a run.",
        ),
        ({"source": "", "is_move": True, "explores": True, "is_recorded": True}, "A move is not recorded."),
        ({"source": "", "limits": None}, "The limits must be a JSON object."),
        ({"source": "", "limits": {"speed": 1}}, "The limits cannot have “speed”; known are"),
        ({"source": "", "limits": {"cores": 0}}, "The limit cores must lie between 1 and 64."),
        ({"source": "", "limits": {"cores": 1.5}}, "The limit cores must be a whole number."),
        ({"source": "", "limits": {"cores": True}}, "The limit cores must be a whole number."),
        (
            {"source": "", "limits": {"wall_seconds": float("nan")}},
            "The limit wall_seconds must lie between 0.1 and 600.",
        ),
        ({"source": "", "limits": {"wall_seconds": "9"}}, "The limit wall_seconds must be a number."),
        ({"source": "", "files": []}, "The files must be an object of texts by name."),
        ({"source": "", "files": {"../etc/passwd": ""}}, "“../etc/passwd” cannot be a file's name"),
        ({"source": "", "files": {"a/b.py": ""}}, "“a/b.py” cannot be a file's name"),
        ({"source": "", "files": {"..": ""}}, "“..” cannot be a file's name"),
        ({"source": "", "files": {"a\n": ""}}, "“a�” cannot be a file's name"),
        (
            {"source": "", "files": {"main.py": ""}},
            "main.py is the program itself; give the file beside it another name.",
        ),
        ({"source": "", "files": {"a.py": "\0"}}, "The file a.py contains a NUL character"),
        (
            {"source": "", "files": {f"{n}.py": "" for n in range(17)}},
            "17 files lie beside the program; at most 16 can.",
        ),
    ],
)
def test_a_job_that_cannot_be_run_is_refused_with_a_sentence(given, sentence):
    with pytest.raises(JobRefused) as refusal:
        Job.from_json(given)

    assert refusal.value.sentence.startswith(sentence)
