"""The database of a package in the form that every Anki reads: schema 11, with our one kind of notes and one deck."""

import json
from typing import Any

NOTETYPE, DECK, NAME = 1_795_000_001_100, 1_795_000_001_200, "Interleave"
"""Numbers of our own, which stay: Anki knows the deck again by them."""
SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
LOOK = ".card { font-family: sans-serif; font-size: 20px; max-width: 40em; margin: 1em auto; }"


def collection(made: int, changed: int) -> list[Any]:
    """The one row of `col`: when the collection was made, in seconds, and changed, in milliseconds."""
    said: list[Any] = [settings(), {NOTETYPE: notetype(changed)}, decks(changed), {1: options()}, {}]
    return [1, made, changed, changed, 11, 0, 0, 0, *(json.dumps(each) for each in said)]


def settings() -> dict[str, Any]:
    return {
        "nextPos": 1,
        "curDeck": DECK,
        "activeDecks": [DECK],
        "curModel": NOTETYPE,
        "schedVer": 2,
        "sched2021": True,
    }


def notetype(changed: int) -> dict[str, Any]:
    return {
        "id": NOTETYPE,
        "name": NAME,
        "type": 0,
        "mod": changed // 1000,
        "usn": -1,
        "sortf": 0,
        "did": DECK,
        "flds": [field("Front", 0), field("Back", 1)],
        "tmpls": [
            {
                "name": "Card 1",
                "ord": 0,
                "qfmt": "{{Front}}",
                "afmt": "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}",
                "bqfmt": "",
                "bafmt": "",
                "did": None,
            }
        ],
        "css": LOOK,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
    }


def field(name: str, order: int) -> dict[str, Any]:
    return {"name": name, "ord": order, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}


def decks(changed: int) -> dict[int, Any]:
    return {number: deck(number, name, changed) for number, name in ((1, "Default"), (DECK, NAME))}


def deck(number: int, name: str, changed: int) -> dict[str, Any]:
    today = {name: [0, 0] for name in ("lrnToday", "revToday", "newToday", "timeToday")}
    more = {"usn": -1, "mod": changed // 1000, "collapsed": False, "browserCollapsed": False, "desc": "", "dyn": 0}
    return {"id": number, "name": name, "conf": 1, "extendNew": 0, "extendRev": 0, **today, **more}


def options() -> dict[str, Any]:
    """Anki's own defaults."""
    return {
        "id": 1,
        "name": "Default",
        "mod": 0,
        "usn": 0,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {"delays": [1, 10], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": False},
        "rev": {"perDay": 200, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "bury": False, "hardFactor": 1.2},
        "lapse": {"delays": [10], "mult": 0, "minInt": 1, "leechFails": 8, "leechAction": 1},
        "dyn": False,
    }
