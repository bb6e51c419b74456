"""Fills the index when something is published, and empties it of what is no longer shown."""

import html
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from courses.content.models import CoursePublication, DemoPublication, Section, SectionPublication
from courses.search.models import Entry, Word

GUTTER = re.compile(r'<pre class="gut".*?</pre>', re.DOTALL)
INLINE = re.compile(r"</?(?:a|em|strong|code|span|mark)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]{4,40}")


def index_section(publication: SectionPublication, *, now: datetime) -> None:
    """The section's entries. Those of the publications before it go, unless readers still see one of them."""
    section = publication.section
    if publication.visible_from <= now:
        forget_section(section)
    address = section.get_absolute_url()
    add(
        Entry(course_id=section.course_id, section_publication=publication, context=publication.page["title"], **said)
        for said in section_entries(publication, address)
    )


def forget_section(section: Section) -> None:
    Entry.objects.filter(section_publication__section=section).delete()


def index_course(publication: CoursePublication, *, now: datetime) -> None:
    """As for a section: what readers still see stays until the new outline and glossary are visible."""
    if publication.visible_from <= now:
        Entry.objects.filter(course_id=publication.course_id, section_publication=None).delete()
    page = publication.page
    entries = [{"kind": "course", "title": page["title"], "text": page["summary"], "address": page["address"]}]
    entries += [
        {
            "kind": "term",
            "title": term["title"],
            "text": " ".join([*term["also"], term["short"], words_of(term["html"])]),
            "address": f"{page['address']}glossary/#term-{term['key']}",
        }
        for term in page["terms"]
    ]
    add(
        Entry(course_id=publication.course_id, course_publication=publication, context=page["title"], **said)
        for said in entries
    )


def section_entries(publication: SectionPublication, address: str) -> Iterator[dict[str, str]]:
    """Of what its readers see from that day on: also its demos, as they run then."""
    page = publication.page
    body = " ".join(words_of(block.get("html", "")) for block in page["body"])
    overview = " ".join(words_of(text) for text in page["overviews"].values())
    yield {"kind": "section", "title": page["title"], "text": f"{overview} {body}".strip(), "address": address}
    for each in page["dialogues"]:
        text = " ".join(words_of(turn["html"]) for turn in each["turns"])
        yield {"kind": "dialogue", "title": each["title"], "text": text, "address": f"{address}#{each['key']}"}
    for each in page["book"]:
        text = " ".join(words_of(each[piece]) for piece in ("content", "detail", "example"))
        yield {"kind": "audio book", "title": each["title"], "text": text, "address": f"{address}#{each['key']}"}
    for kind, parts in (("example", page["examples"]), ("memory aid", page["aids"]), ("exercise", page["exercises"])):
        for each in parts:
            text = f"{words_of(each['html'])} {words_of(each.get('starter', ''))}".strip()
            yield {"kind": kind, "title": each["title"], "text": text, "address": f"{address}#{each['key']}"}
    demos = DemoPublication.objects.live(publication.visible_from).filter(
        demo__key__in=demos_of(page, publication.facts)
    )
    for demo in demos.order_by("demo"):
        source = "\n".join(variant["source"] for variant in demo.facts["variants"])
        text = f"{demo.facts['summary']}\n{source}"
        yield {"kind": "program", "title": demo.facts["title"], "text": text, "address": f"/demos/{demo.facts['key']}/"}


def demos_of(page: Mapping[str, Any], facts: Mapping[str, Any]) -> set[str]:
    placed = {block["demo"]["key"] for block in page["body"] if "demo" in block}
    return placed | {example["demo"] for example in facts["examples"] if example["demo"]}


def words_of(rendered: str) -> str:
    """The words of a rendered text: line numbers are none, and tags within a line part no words."""
    return " ".join(html.unescape(TAG.sub(" ", INLINE.sub("", GUTTER.sub("", rendered)))).split())


def add(entries: Iterator[Entry]) -> None:
    made = Entry.objects.bulk_create(entries)
    words = {word.lower() for entry in made for word in WORD.findall(f"{entry.title} {entry.text}")}
    Word.objects.bulk_create([Word(word=word) for word in sorted(words)], ignore_conflicts=True, batch_size=500)
