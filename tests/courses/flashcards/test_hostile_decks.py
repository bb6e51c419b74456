"""Mallory's decks: bombs, other people's paths, broken and crafted databases: refused, and nothing breaks."""

import io
import json
import sqlite3
import zipfile

import pytest
import zstandard
from django.utils import timezone

from courses.flashcards.exchange.anki import package
from courses.flashcards.exchange.anki.markup import as_markdown
from courses.flashcards.exchange.anki.reading import read
from courses.flashcards.exchange.anki.schema import SCHEMA, collection
from courses.flashcards.exchange.mistakes import FileRefused


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def database(*statements: str, schema: str = SCHEMA) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema)
    connection.execute(f"INSERT INTO col VALUES ({', '.join('?' * 13)})", collection(1_700_000_000, 1))
    for each in statements:
        connection.execute(each)
    connection.commit()
    return connection.serialize()


NOTE = "INSERT INTO notes VALUES (1, 'g', 1795000001100, 1, 0, '', 'Front' || char(31) || 'Back', 'Front', 1, 0, '')"
CARD = "INSERT INTO cards VALUES (1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '')"


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as why:
        read(content, now=timezone.now())
    return why.value.mistakes[0]


def test_the_deck_that_the_others_are_made_of_is_read():
    (card,) = read(zipped(collection__anki2=database(NOTE, CARD)), now=timezone.now())

    assert (card.front, card.back, card.guid) == ("Front", "Back", "g")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing more",
        zipped(other__file=b""),
        zipped(collection__anki2=b""),
        zipped(collection__anki2=b"SQLite format 3\0" + b"\xff" * 4096),
        zipped(collection__anki21b=b"no zstandard"),
        zipped(collection__anki21b=zstandard.compress(b"no database")),
        zipped(**{"../../collection__anki2": database(NOTE, CARD)}),
        zipped(**{"/etc/collection__anki2": database(NOTE, CARD)}),
        zipped(collection__anki2=database(NOTE, CARD)[:6000]),
        zipped(collection__anki2=database(NOTE, CARD).replace(b"CREATE TABLE notes", b"CREATE TABLE motes")),
        zipped(collection__anki2=database(NOTE, CARD, "UPDATE col SET models = '[]'")),
        zipped(collection__anki2=database(NOTE, CARD, "UPDATE col SET models = '{\"1\": {}}'")),
        zipped(collection__anki2=database(NOTE, CARD, f"UPDATE col SET models = '{'[' * 9000}'")),
        zipped(collection__anki2=database(NOTE, CARD, "DELETE FROM col")),
        zipped(collection__anki2=database(NOTE, CARD, "UPDATE col SET crt = 'long ago'")),
    ],
)
def test_what_is_no_deck_is_refused_in_a_sentence(content: bytes):
    assert refused(content) == package.NO_PACKAGE


def test_a_view_in_the_place_of_a_table_is_not_asked():
    endless = """
        ALTER TABLE notes RENAME TO hidden;
        CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
        SELECT x AS id, 'g' AS guid, 1 AS mid, '' AS flds, '' AS tags FROM n;
    """
    assert refused(zipped(collection__anki2=database(schema=SCHEMA + endless))) == package.NO_PACKAGE


def test_a_query_without_end_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "MOST_STEPS", 100_000)
    many = "WITH RECURSIVE n(x) AS (SELECT 2 UNION ALL SELECT x + 1 FROM n WHERE x < 40000)"
    card = (
        CARD.replace("INSERT INTO cards VALUES (1,", f"INSERT INTO cards {many} SELECT x,").removesuffix(")")
        + " FROM n"
    )

    assert refused(zipped(collection__anki2=database(NOTE, card))) == package.NO_PACKAGE


@pytest.mark.parametrize("name", ["collection__anki2", "collection__anki21b"])
def test_a_bomb_is_not_unpacked_further_than_fits(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr(package, "MOST_DATABASE_BYTES", 3_000_000)
    bomb = b"\0" * 50_000_000

    assert "larger than 3 MB" in refused(zipped(**{name: zstandard.compress(bomb) if name.endswith("b") else bomb}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE notes SET flds = ' ' || char(31) || 'Back'", "The front is empty"),
        ("UPDATE notes SET mid = 7", "its kind of note is missing"),
        ("UPDATE cards SET ord = 9", "its template is missing"),
        ("UPDATE notes SET flds = 'F' || char(31) || printf('%.*c', 5000, 'x')", "5,000 characters"),
        ("UPDATE notes SET flds = 'F' || char(31) || printf('%.*c', 200000, 'x')", "its note has 200,002 characters"),
    ],
)
def test_a_card_that_cannot_be_kept_keeps_the_deck_out_and_is_named(change: str, told: str):
    mistake = refused(zipped(collection__anki2=database(NOTE, CARD, change)))

    assert mistake.startswith("Card 1 of the deck")
    assert told in mistake


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cards SET type = 2, due = 9000000000000000000",
        "UPDATE cards SET type = 2, due = -9000000000000000000, lapses = -5",
        "UPDATE cards SET type = 77",
        'UPDATE cards SET type = 2, data = \'{"s": 1e999, "d": "x"}\'',
        f"UPDATE cards SET type = 2, data = '{'[' * 5000}'",
        "INSERT INTO revlog VALUES (9000000000000000000, 1, 0, 3, 1, 1, 1, 1, 1)",
        "INSERT INTO revlog VALUES (-5, 1, 0, 3, 1, 1, 1, 1, 1)",
        "INSERT INTO revlog VALUES (1, 1, 0, 99, 1, 1, 1, 1, 1)",
        "UPDATE col SET crt = -9000000000000000000",
    ],
)
def test_numbers_that_cannot_be_are_brought_within_what_can(change: str):
    (card,) = read(zipped(collection__anki2=database(NOTE, CARD, change)), now=timezone.now())

    assert card.front == "Front"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<script>alert(1)</script>Words", "Words"),
        ("<img src=x onerror=alert(1) alt='A lock'>", "A lock"),
        ("<a href='javascript:alert(1)'>here</a>", "here"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script\\>alert(1)\\</script\\>"),
        ("*not* _marked_ `here` [a](b)", "\\*not\\* \\_marked\\_ \\`here\\` \\[a\\](b)"),
        ("one<br>two<div>three</div>", "one\\\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<pre>if x:\n    wait()</pre>", "```\nif x:\n    wait()\n```"),
        ("<b>bold</b> and <code>a*b</code>", "**bold** and `a*b`"),
        ("[sound:x.mp3]Heard", "Heard"),
        ("<div>last<br></div>", "last"),
        ("- no list", "\\- no list"),
        ("a\0b\ue000c", "abc"),
    ],
)
def test_html_becomes_words_and_nothing_of_it_acts(html: str, markdown: str):
    assert as_markdown(html) == markdown


def test_braces_without_end_take_no_time():
    models = json.loads(collection(1, 1)[9])
    models["1795000001100"]["tmpls"][0]["qfmt"] = "{{#Front}}" * 10_000 + "{{cloze:Front}}"
    change = f"UPDATE col SET models = '{json.dumps(models)}'"
    braces = "UPDATE notes SET flds = replace(printf('%.*c', 12000, 'x'), 'x', '{{c1::') || char(31) || 'Back'"

    assert "Card 1" in refused(zipped(collection__anki2=database(NOTE, CARD, change, braces)))
