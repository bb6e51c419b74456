"""The home page: the promise beside a program, the course one is in or may begin, and the demos there are today."""

from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.classroom.reading.progress import outline_of
from courses.classroom.reading.published import find_course
from courses.content.models import Course, SectionPublication
from courses.content.published import published_demos
from courses.enrollment.models import Enrolment
from sandbox.runs.capacity import capacity

#: The variant whose program stands beside the promise.
SHOWN = "threads"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    demos = published_demos(now=timezone.now())
    program = next((each for demo in demos[:1] for each in demo.variants if each.key == SHOWN), None)
    context = {"demos": demos, "program": program, "capacity": capacity(), **course_of(request)}
    return render(request, "website/home.html", context)


def course_of(request: HttpRequest) -> dict[str, Any]:
    """The course that its reader was in last, or else the first of the catalogue, of those that can be read."""
    now = timezone.now()
    courses = Course.objects.filter(sections__publications__in=SectionPublication.objects.live(now)).distinct()
    last: list[str] = []
    if request.user.is_authenticated:
        read = Enrolment.objects.filter(person=request.user, left_at=None, read_at__isnull=False)
        last = list(read.order_by("-read_at").values_list("course__key", flat=True)[:1])
    found = (find_course(key, now=now) for key in chain(last, courses.values_list("key", flat=True)))
    course = next((each for each in found if each and each.sections), None)
    return outline_of(request, course) if course else {}
