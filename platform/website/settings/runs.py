"""What people may ask of the sandbox, and how long it is kept; each number can be set in the environment."""

import os


def number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


#: Runs that one person, or one visitor's browser, may ask for in a minute. A comparison of four counts as four.
RUNS_PER_MINUTE_OF_A_PERSON = number("RUNS_PER_MINUTE_OF_A_PERSON", 60)
#: The same for all visitors behind one address: a class of forty learners who press Run every other second fits.
RUNS_PER_MINUTE_OF_AN_ADDRESS = number("RUNS_PER_MINUTE_OF_AN_ADDRESS", 1200)
#: Runs of one person, or one visitor, that may wait or be under way at the same time.
RUNS_UNENDED_OF_A_PERSON = number("RUNS_UNENDED_OF_A_PERSON", 16)
#: The same for all visitors behind one address: forty learners who compare four programs each fit, and others as well.
RUNS_UNENDED_OF_AN_ADDRESS = number("RUNS_UNENDED_OF_AN_ADDRESS", 200)
#: Runs of everybody that may wait: beyond it an honest refusal is better than a place in an endless queue.
RUNS_WAITING_AT_MOST = number("RUNS_WAITING_AT_MOST", 500)
#: Moves of the race lab, a click each, that one person, or one visitor's browser, may ask for in a minute.
MOVES_PER_MINUTE_OF_A_PERSON = number("MOVES_PER_MINUTE_OF_A_PERSON", 240)
#: The same for all visitors behind one address.
MOVES_PER_MINUTE_OF_AN_ADDRESS = number("MOVES_PER_MINUTE_OF_AN_ADDRESS", 960)
#: A run can be opened at its address for this long after its end; then housekeeping deletes it.
RUNS_KEPT_DAYS = number("RUNS_KEPT_DAYS", 30)
#: A queued run ends as a sandbox failure when there has been no runner for this long.
RUNS_WAIT_FOR_A_RUNNER_SECONDS = number("RUNS_WAIT_FOR_A_RUNNER_SECONDS", 60)
