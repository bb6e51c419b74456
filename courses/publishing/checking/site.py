"""What a course is held to beside the others of the site: keys that are taken, courses that it needs."""

from collections.abc import Iterator

from courses.content.facts.courses import CourseFacts
from courses.content.facts.mistakes import Mistake
from courses.content.models import Course, Demo


def check_beside_others(course: CourseFacts) -> Iterator[Mistake]:
    """Demos are addressed by their key alone, so two courses cannot share one."""
    others = Demo.objects.exclude(course__key=course.key).filter(key__in=[each.key for each in course.demos])
    taken = dict(others.values_list("key", "course__title"))
    for demo in course.demos:
        if demo.key in taken:
            sentence = f"The key “{demo.key}” is taken by a demo of “{taken[demo.key]}”: choose another."
            yield demo.origin.mistake(sentence)
    there = set(Course.objects.filter(key__in=course.needs).values_list("key", flat=True))
    for key in course.needs:
        if key not in there:
            yield course.origin.mistake(
                f"The course “{key[:60]}”, which this one needs, is not on this site.", at="needs"
            )
