"""The full-text search of each database behind one shape: its statement, and how words become a query."""

from collections.abc import Sequence
from typing import Protocol

BEGIN, END = "\ue000", "\ue001"
"""Around what was found: characters that no text of a course holds."""


class Backend(Protocol):
    def sql(self, ids: str, outlines: str) -> str:
        """Rows of kind, title, course, context, excerpt, address.

        `ids` is the query of entries that may be shown, `outlines` that of the publications that name their courses:
        they are read for the best alone, since an outline is long. Parameters: the query, those of `ids`, how many,
        those of `outlines`.
        """

    def query(self, words: Sequence[str]) -> str:
        """All of the words, which are letters and digits alone; the last may be the beginning of one."""


class SQLite:
    """FTS5; a title counts five times as much as a text (bm25 is smaller for what fits better)."""

    def sql(self, ids: str, outlines: str) -> str:
        return f"""
            SELECT kind, title, json_extract(p.page, '$.title'), context, excerpt, address
            FROM (
                SELECT e.id, e.kind, highlight(search_text, 0, '{BEGIN}', '{END}') AS title, e.course_id, e.context,
                       snippet(search_text, 1, '{BEGIN}', '{END}', '…', 32) AS excerpt, e.address,
                       bm25(search_text, 5.0, 1.0) AS place
                FROM search_text JOIN search_entry e ON e.id = search_text.rowid
                WHERE search_text MATCH %s AND e.id IN ({ids})
                ORDER BY place, e.id LIMIT %s
            ) best
            LEFT JOIN content_coursepublication p ON p.course_id = best.course_id AND p.id IN ({outlines})
            ORDER BY best.place, best.id
        """  # noqa: S608  (`ids` is Django's own, and the rest is ours)

    def query(self, words: Sequence[str]) -> str:
        return " ".join(f'"{word}"' for word in words) + "*"


class PostgreSQL:
    """tsvector and tsquery in English; the title weighs more. Only the rows that are shown get an excerpt."""

    def sql(self, ids: str, outlines: str) -> str:
        marks = f"StartSel={BEGIN}, StopSel={END}"
        return f"""
            SELECT kind, ts_headline('english', title, query, '{marks}, HighlightAll=true'),
                   p.page ->> 'title', context,
                   ts_headline('english', text, query, '{marks}, MaxWords=32, MinWords=16, MaxFragments=1'), address
            FROM (
                SELECT e.*, q.query, ts_rank_cd(e.document, q.query) AS place
                FROM search_entry e, (SELECT to_tsquery('english', %s) AS query) q
                WHERE e.document @@ q.query AND e.id IN ({ids})
                ORDER BY place DESC, e.id LIMIT %s
            ) best
            LEFT JOIN content_coursepublication p ON p.course_id = best.course_id AND p.id IN ({outlines})
            ORDER BY best.place DESC, best.id
        """  # noqa: S608

    def query(self, words: Sequence[str]) -> str:
        return " & ".join(f"'{word}'" for word in words) + ":*"


BACKENDS: dict[str, Backend] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
