"""The pages on which a section is published, compared, brought back and withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from unfold.widgets import UnfoldAdminSplitDateTimeWidget, UnfoldAdminTextInputWidget

from courses.authoring.findings import findings
from courses.authoring.pages import framed, own_section
from courses.authoring.permissions import may_publish
from courses.authoring.states import state_of
from courses.content.facts.as_json import to_json
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Section, SectionPublication
from courses.content.telling import told_section
from courses.enrollment.models import Enrolment, PartProgress
from courses.publishing.comparing import changes
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import bring_back, withdraw


class PublishForm(forms.Form):
    note = forms.CharField(
        required=False,
        max_length=200,
        label="What is new",
        help_text="for the history",
        widget=UnfoldAdminTextInputWidget,
    )
    visible_from = forms.SplitDateTimeField(
        required=False, help_text="leave empty to publish at once", widget=UnfoldAdminSplitDateTimeWidget
    )


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    section = own_section(request, pk, to_publish=True)
    form = PublishForm(request.POST if request.method == "POST" else None)
    found: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = publish_section(
                section,
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                note=form.cleaned_data["note"],
                visible_from=form.cleaned_data["visible_from"],
            )
        except CourseRefused as refused:
            found = findings(refused.mistakes)
        else:
            messages.success(request, told_of(made))
            return redirect("admin:content_section_change", pk)
    scheduled = section.publications.filter(visible_from__gt=timezone.now()).first()
    context = framed(
        request, f"Publish {section.title}", section=section, form=form, findings=found, scheduled=scheduled
    )
    return render(request, "authoring/publish.html", context, status=422 if found else 200)


def told_of(made: SectionPublication) -> str:
    if made.visible_from > timezone.now():
        return f"Publication {made.number} opens on {made.visible_from:%d %B %Y at %H:%M} UTC."
    return f"Publication {made.number} is what learners read now."


def history(request: HttpRequest, pk: int) -> HttpResponse:
    section = own_section(request, pk)
    rows = section.publications.select_related("made_by").defer("page", "answers", "facts")
    context = framed(
        request,
        f"Publications of {section.title}",
        section=section,
        publications=rows,
        state=state_of(section),
        may_publish=may_publish(request.user, section.course),
    )
    return render(request, "authoring/publications.html", context)


def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Between two publications, or between one and the draft: ?before=3&after=draft."""
    section = own_section(request, pk)
    names = [request.GET.get("before", ""), request.GET.get("after", "draft")]
    before, after = (facts_of(section, name) for name in names)
    context = framed(
        request,
        f"{name_of(names[0])} and {name_of(names[1]).lower()} of {section.title}",
        section=section,
        changes=changes(before, after),
    )
    return render(request, "authoring/difference.html", context)


def name_of(name: str) -> str:
    return "The draft" if name == "draft" else f"Publication {name}"


def facts_of(section: Section, name: str) -> Any:
    if name == "draft":
        return to_json(told_section(section))
    is_number = name.isascii() and name.isdigit() and len(name) < 9
    found = section.publications.filter(number=name).first() if is_number else None
    if found is None:
        raise Http404("There is no such publication.")
    return found.facts


def bring_back_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    section = own_section(request, pk, to_publish=True)
    earlier = section.publications.filter(number=number).first()
    if earlier is None:
        raise Http404("There is no such publication.")
    found: list[Any] = []
    if request.method == "POST":
        try:
            made = bring_back(earlier, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except CourseRefused as refused:
            found = findings(refused.mistakes)
        else:
            told = f"{told_of(made)} It says what publication {number} said; your draft is untouched."
            messages.success(request, told)
            return redirect("admin:content_section_publications", pk)
    context = framed(request, f"Bring back publication {number}", section=section, number=number, findings=found)
    return render(request, "authoring/bring_back.html", context, status=422 if found else 200)


def withdraw_page(request: HttpRequest, pk: int) -> HttpResponse:
    section = own_section(request, pk, to_publish=True)
    if section.is_withdrawn or not section.publications.exists():
        raise Http404("There is nothing of it to withdraw.")
    if request.method == "POST":
        withdraw(section, now=timezone.now())
        messages.success(request, f"“{section.title}” is withdrawn. What people did in it is kept.")
        return redirect("admin:content_section_change", pk)
    context = framed(request, f"Withdraw {section.title}", section=section, **readers_of(section))
    return render(request, "authoring/withdraw.html", context)


def readers_of(section: Section) -> dict[str, int]:
    """How many people are in the course, have done something in the section, and stopped reading in it."""
    progress = PartProgress.objects.filter(course=section.course, section_key=section.key)
    enrolled = Enrolment.objects.filter(course=section.course, left_at=None)
    return {
        "enrolled": enrolled.count(),
        "with_progress": progress.values("person").distinct().count(),
        "reading_it": enrolled.filter(section_key=section.key).count(),
    }
