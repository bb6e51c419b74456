"""Redis goes in the middle of a run and comes back empty: nothing is lost, and nothing is doubled."""

import threading

from django.test import Client

from accounts.models import Person
from sandbox.runs.capacity import announce
from sandbox.runs.models import Run
from tests.brittle_redis import BrittleRedis
from tests.sandbox.runs.conftest import OPEN, ask, asker_of
from tests.sandbox.runs.listener import Heard, listening
from tests.sandbox.runs.processes import SiteProcess, eventually, start_web, start_worker
from tests.sandbox.runs.scripted_runner import ScriptedRunner
from tests.sandbox.runs.streams import is_over

TALKS_ON = "start\nout first\nsleep 1.5\nout while it is away\nsleep 1.5\nout last\nend finished 0"


def test_a_page_hears_everything_once_though_redis_goes_and_comes_back_empty(
    transactional_db: None, brittle_redis: BrittleRedis, runner: ScriptedRunner, ada: Person
):
    announce(OPEN)
    submission = ask(asker_of(ada), "a run before", TALKS_ON)
    client = Client()
    client.force_login(ada)
    web, port = start_web()
    heard: list[Heard] = []
    with listening(port, client, submission) as page:
        hearing = iter(page)
        thread = threading.Thread(target=lambda: heard.extend(hearing))
        worker = start_worker()
        while (each := next(hearing)).data.get("text") != "first\n":
            heard.append(each)
        heard.append(each)
        brittle_redis.kill()
        thread.start()
        eventually(lambda: [line for line in web.said if "Redis is away" in line])
        brittle_redis.start()
        thread.join(60)

    texts = [each.data["text"] for each in heard if each.data.get("kind") == "stdout"]
    assert texts == ["a run before\n", "first\n", "while it is away\n", "last\n"]
    assert heard[-1].event == "over"
    with listening(port, client, submission) as another:
        assert [each.data["text"] for each in another if each.data.get("kind") == "stdout"] == texts
    assert [run.outcome for run in Run.objects.order_by("position")] == ["finished", "finished"]
    web.kill()
    worker.kill()


def test_a_worker_that_lost_its_redis_hears_the_next_bell(
    transactional_db: None, brittle_redis: BrittleRedis, runner: ScriptedRunner, ada: Person
):
    announce(OPEN)
    worker = start_worker()
    brittle_redis.kill()
    eventually(lambda: [line for line in worker.said if "Trying to re-establish" in line])
    brittle_redis.start()
    worker.wait_for("Connected to redis")

    submission = ask(asker_of(ada))
    bell = SiteProcess("-m", "celery", "--app", "website", "call", "runs.perform", "--queue", "runs")

    eventually(lambda: is_over(submission))
    bell.kill()
    worker.kill()
