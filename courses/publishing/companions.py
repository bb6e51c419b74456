"""What is published beside sections, outlines and demos: which of them a section needs, and which need not open."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from courses.content.facts.as_json import from_json
from courses.content.facts.courses import CourseFacts, SectionFacts
from courses.content.models import Course, DemoPublication, SectionPublication
from courses.publishing.freezing import texts_of
from courses.publishing.rendering.markdown import links_in


def named_demos(section: SectionFacts) -> set[str]:
    return demos_linked(texts_of(section)) | {each.demo for each in section.examples if each.demo}


def demos_of_outline(course: CourseFacts) -> set[str]:
    """Those to which the texts of the course itself lead, its chapters and its terms."""
    chapters, terms = (each.text for each in course.chapters), (each.text for each in course.terms)
    return demos_linked([course.text, *chapters, *terms])


def demos_linked(texts: Iterable[str]) -> set[str]:
    return {link.to for text in texts for link in links_in(text) if link.kind == "demo"}


def relied_on(companions: Iterable[Any], publication: SectionPublication) -> Any:
    """Of one thing's publications, the newest first, the one that was to be read beside a section's; None without."""
    there = (each for each in companions if each.made_at <= publication.made_at)
    return next((each for each in there if each.visible_from <= publication.visible_from), None)


def take_back_unneeded(course: Course, *, now: datetime) -> None:
    """What was to open with a scheduled section does not where that section will not: withdrawn, or replaced.

    Where another scheduled section of the course needs it, it stays.
    """
    outlines = list(course.publications.standing().defer("page"))
    demos: dict[str, list[DemoPublication]] = {}
    for each in DemoPublication.objects.standing().filter(demo__course=course).select_related("demo").defer("facts"):
        demos.setdefault(each.demo.key, []).append(each)
    needed_outlines, needed_demos = set(), set()
    for publication in SectionPublication.objects.opening(now).filter(section__course=course).defer("page", "answers"):
        named = named_demos(from_json(SectionFacts, publication.facts))
        if outline := relied_on(outlines, publication):
            needed_outlines.add(outline.pk)
            named |= set(outline.facts.get("demos", ()))
        needed_demos |= {each.pk for key in named if (each := relied_on(demos.get(key, ()), publication))}
    course.publications.exclude(pk__in=needed_outlines).take_back(now)
    DemoPublication.objects.filter(demo__course=course).exclude(pk__in=needed_demos).take_back(now)
