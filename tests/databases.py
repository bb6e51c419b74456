"""Which tests know that there is a database: with `--touching-the-database` those alone run.

`make test` runs every test on SQLite and these once more on PostgreSQL: the rest would only be run twice.
"""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-the-database",
        action="store_true",
        help="leave out the tests that have no database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--touching-the-database"):
        return
    others = [item for item in items if not touches_the_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if touches_the_database(item)]


def touches_the_database(item: pytest.Item) -> bool:
    """By a mark or by what it asks for, itself or through what that asks for."""
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )
