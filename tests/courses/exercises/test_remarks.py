"""Which common mistake is named to whom."""

from dataclasses import replace

from courses.content.graded.slips import Slip
from courses.exercises.grading.remarks import SLEEP, with_remark
from courses.exercises.grading.strips import Item, State, Strip


def test_a_sleep_that_was_added_is_named_and_one_of_the_starter_is_not():
    failed = Strip(axis="orders", state=State.FAILED, headline="Fails")
    starter = "time.sleep(1)\n"

    assert with_remark(failed, "time.sleep(1)\ntime.sleep(2)", starter=starter, slips=[], told=[]).remark == SLEEP
    assert with_remark(failed, "time.sleep(1)  # time.sleep(2)", starter=starter, slips=[], told=[]).remark == ""
    passed = replace(failed, state=State.PASSED)
    assert with_remark(passed, "time.sleep(1)\ntime.sleep(2)", starter=starter, slips=[], told=[]).remark == ""


def test_a_mistake_known_by_what_is_missing_is_none_of_a_program_that_does_not_run():
    failed = Strip(axis="work", state=State.FAILED, headline="Does not run")
    slip = Slip(title="No lock", axis="work", has=(), lacks=("Lock(",), sentence="It has none.", program="")
    has_run = replace(failed, items=[Item(name="one", passed=False)])

    def remark(strip: Strip, source: str) -> str:
        return with_remark(strip, source, starter="", slips=[slip], told=["<p>It has none.</p>"]).remark

    assert remark(has_run, "x = 1") == "No lock"
    assert remark(failed, "x = = 1") == ""
    assert remark(has_run, "# nothing yet\n") == ""
