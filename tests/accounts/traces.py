"""What of a person is found in the database: in every table that it has, whether or not a model knows it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection as database

from accounts.models import Person


def every_row() -> Iterator[tuple[str, tuple[Any, ...]]]:
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            yield from ((table, row) for row in cursor.fetchall())


def tables_that_say(words: str) -> set[str]:
    found = {table for table, row in every_row() if any(words in said(value) for value in row)}
    decoded = (str(session.get_decoded()) for session in Session.objects.all())
    return found | ({"decoded sessions"} if any(words in each for each in decoded) else set())


def said(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def tables_that_refer_to(number: int) -> set[str]:
    """By a foreign key of the database itself."""
    found = set()
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            for column, (_, other) in relations(cursor, table).items():
                if other == Person._meta.db_table:
                    quoted = database.ops.quote_name
                    cursor.execute(f"SELECT 1 FROM {quoted(table)} WHERE {quoted(column)} = %s", [number])
                    found |= {f"{table}.{column}"} if cursor.fetchone() else set()
    return found


def relations(cursor: Any, table: str) -> dict[str, tuple[str, str]]:
    told = database.introspection.get_relations(cursor, table)
    return {column: (each[0], each[1]) for column, each in told.items()}
