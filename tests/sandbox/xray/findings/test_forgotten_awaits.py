"""What Python warns of when a coroutine was never awaited."""

from tests.sandbox.xray.findings.timelines import said

GREETING = """\
async def greet(): ...
async def leave(): ...
async def main():
    greet()
    leave()
"""
NEVER_AWAITED = """\
/tmp/main.py:11: RuntimeWarning: coroutine 'greet' was never awaited
  greet()
RuntimeWarning: Enable tracemalloc to get the object allocation traceback
"""


def test_a_forgotten_await_is_told_with_the_coroutine_and_its_line():
    found = said("await-forgotten", source=GREETING, stderr=NEVER_AWAITED)

    assert found.sentence == "The coroutine “greet” was called and never awaited on line 11: no statement of it ran."
    assert found.lines == (11,)


def test_several_forgotten_coroutines_are_counted_and_a_line_of_nowhere_is_none():
    found = said(
        "await-forgotten",
        source=GREETING,
        stderr=NEVER_AWAITED + "<sys>:0: RuntimeWarning: coroutine 'leave' was never awaited\n",
    )

    assert found.sentence == (
        "Two coroutines (“greet” and “leave”) were called and never awaited on line 11: no statement of them ran."
    )
    assert found.lines == (11,)


def test_a_warning_that_ends_otherwise_or_has_no_line_is_none():
    assert not said("await-forgotten", source=GREETING, stderr=NEVER_AWAITED.replace("awaited", "awaited!"))
    assert not said("await-forgotten", source=GREETING, stderr=NEVER_AWAITED.replace(":11:", ":"))
    assert not said("await-forgotten", source=GREETING, stderr=NEVER_AWAITED.replace("greet", ""))


def test_another_warning_is_no_forgotten_await():
    assert not said("await-forgotten", stderr="/tmp/main.py:11: RuntimeWarning: overflow encountered\n")


def test_a_coroutine_that_the_program_does_not_name_was_not_forgotten_by_it():
    warned = "import warnings\nwarnings.warn(\"coroutine 'greet' was never awaited\", RuntimeWarning)"

    assert not said("await-forgotten", source=warned, stderr=NEVER_AWAITED)
    elsewhere = NEVER_AWAITED.replace("/tmp/main.py", "/tmp/other.py")
    assert not said("await-forgotten", source=GREETING, stderr=elsewhere)
    assert said("await-forgotten", source="asyncio.sleep(1)", stderr=NEVER_AWAITED.replace("greet", "sleep"))


DEFINED = "async def greet(): ..."


def test_words_about_a_coroutine_that_nobody_calls_are_not_believed():
    assert not said("await-forgotten", source=DEFINED, stderr=NEVER_AWAITED)
    assert not said("await-forgotten", source=f"class Bot:\n    {DEFINED}", stderr=NEVER_AWAITED)
    assert said("await-forgotten", source=f"{DEFINED}\ngreet()", stderr=NEVER_AWAITED)
    assert said("await-forgotten", source=f"class Bot:\n    {DEFINED}\nBot().greet()", stderr=NEVER_AWAITED)


def test_nor_are_those_about_one_that_is_awaited_wherever_it_is_called():
    assert not said("await-forgotten", source=f"{DEFINED}\nasync def main(): await greet()", stderr=NEVER_AWAITED)
    assert not said("await-forgotten", source=f"{DEFINED}\nasync def main(): await it.of.greet()", stderr=NEVER_AWAITED)
    for use in ("await greet(); greet()", "await again(greet)", "await again(greet())", "await greet"):
        assert said("await-forgotten", source=f"{DEFINED}\nasync def main(): {use}", stderr=NEVER_AWAITED), use


def test_a_coroutine_that_others_may_call_is_called():
    for source in (
        f"@app.get\n{DEFINED}",
        f"class Worker(Thread):\n    {DEFINED}",
        f"{DEFINED}\ngetattr(bot, 'gre' + 'et')()",
        "from friends import greet as hello\nhello()",
    ):
        assert said("await-forgotten", source=source, stderr=NEVER_AWAITED), source
