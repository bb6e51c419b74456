"""Who asks too often hears when to come back; forty learners behind one address are forty people, not one."""

import time

import pytest
from pytest_django.fixtures import Settings

from accounts.models import Person
from sandbox.runs.crowds import network_of
from sandbox.runs.limiting import Rate, check_rate, rates_of, too_often
from sandbox.runs.models import Submission
from sandbox.runs.refusals import TooManyRuns
from tests.people import make_person
from tests.sandbox.runs.conftest import ask, asker_of


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_forty_visitors_behind_one_address_all_succeed():
    for number in range(40):
        ask(asker_of(visitor=f"visitor {number}", address="203.0.113.7"), "threads", "processes", "asyncio", "plain")

    assert Submission.objects.count() == 40


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_forty_people_behind_one_address_all_succeed_again_and_again(settings: Settings):
    settings.RUNS_PER_MINUTE_OF_AN_ADDRESS = 1
    for number in range(40):
        person = make_person(f"Learner {number}", password=None)
        for _ in range(3):
            ask(asker_of(person, address="203.0.113.7"))

    assert Submission.objects.count() == 120


def test_of_ten_thousand_requests_a_minute_few_pass():
    rate = Rate(key="runs:rate:flood", per_minute=60)
    began = time.monotonic()

    passed = sum(not rate.charge(1) for _ in range(10_000))

    grown_back = time.monotonic() - began + 1
    assert 60 <= passed <= 60 + grown_back


def test_the_refusal_says_when_to_come_back(settings: Settings):
    settings.RUNS_PER_MINUTE_OF_A_PERSON = 1
    asker = asker_of(visitor="impatient")
    check_rate(asker, runs=1)

    with pytest.raises(TooManyRuns) as refused:
        check_rate(asker, runs=1)

    assert refused.value.status == 429
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 60


def test_the_sentence_says_what_is_too_much_and_that_nothing_is_lost():
    assert too_often(60, 1).sentence == (
        "That is more than 60 runs in a minute. Try again in 1 second; your program is safe."
    )


def test_what_was_refused_is_not_counted():
    rate = Rate(key="runs:rate:test", per_minute=4)
    assert not rate.charge(3)

    assert rate.charge(2)
    assert not rate.charge(1)


def test_visitors_without_cookies_share_the_limit_of_their_address(settings: Settings):
    settings.RUNS_PER_MINUTE_OF_AN_ADDRESS = 5
    for number in range(5):
        check_rate(asker_of(visitor=f"new every time {number}"), runs=1)

    with pytest.raises(TooManyRuns):
        check_rate(asker_of(visitor="new again"), runs=1)


def test_an_address_does_not_count_for_people(ada: Person):
    assert [rate.key for rate in rates_of(asker_of(ada))] == [f"runs:rate:person-{ada.pk}"]


def test_nobody_is_refused_because_redis_is_away(settings: Settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    for _ in range(100):
        check_rate(asker_of(visitor="calm"), runs=1)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_household_is_one_address(address: str, network: str):
    assert network_of(address) == network
