"""Something of every kind that the site can hold of a person."""

import uuid
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.devices import note_device
from accounts.models import Person
from courses.classroom.models import Draft
from courses.content.models import AuthorRole, Course, CourseAuthor
from courses.enrollment.models import CourseClass, Enrolment, How, PartProgress, SectionFinish
from courses.exercises.models import Attempt, Standing
from courses.flashcards.models import Item, OwnCard, Pace, Phase, PlannedBreak, Rating, Review
from courses.games.models import Win
from sandbox.events import Outcome
from sandbox.jobs import Job
from sandbox.runs.models import Run, State, Submission

SECRET = "the public part of a passkey, which an export has no business with"


def give_everything(person: Person) -> None:
    """One row, at least, of each holding. What somebody wrote bears their name, so that it is found if it stays."""
    course = Course.objects.get_or_create(key="python-advance", defaults={"title": "Python Advance"})[0]
    give_ways_in(person, course)
    give_learning(person, course)
    give_cards(person)
    give_runs(person)


def give_ways_in(person: Person, course: Course) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    data = {"name": "Phone", "credential": {"secret": SECRET}}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    note_device(person, session_key=uuid.uuid4().hex[:32], user_agent="Firefox/133", now=timezone.now())
    kind = ContentType.objects.get_for_model(Course)
    LogEntry.objects.create(
        user=person, content_type=kind, object_id=course.pk, object_repr=str(course), action_flag=CHANGE
    )
    CourseAuthor.objects.create(course=course, person=person, role=AuthorRole.EDITOR)


def give_learning(person: Person, course: Course) -> None:
    now, place = timezone.now(), {"person": person, "course": course, "section_key": "threads"}
    course_class = CourseClass.objects.create(course=course, name="=The autumn class")
    Enrolment.objects.create(person=person, course=course, course_class=course_class, enrolled_at=now)
    PartProgress.objects.create(**place, part_key="overview", how=How.READ, done_at=now)
    SectionFinish.objects.create(**place, publication_number=1, finished_at=now)
    Draft.objects.create(
        person=person, demo_key="sums", variant_key="threads", source=f"# {person.email}\n", updated_at=now
    )
    exercise = {**place, "exercise_key": "safe-counter"}
    Attempt.objects.create(**exercise, number=1, publication_number=1, source="print(1)\n", made_at=now)
    Standing.objects.create(**exercise, hints_shown=1, draft="print(2)\n", drafted_at=now)
    Win.objects.create(person=person, level="lost-update", switches=3, won_at=now)


def give_cards(person: Person) -> None:
    now = timezone.now()
    Pace.objects.create(person=person)
    PlannedBreak.objects.create(person=person, first_day=now.date(), last_day=now.date() + timedelta(days=2))
    item = Item.objects.create(person=person, kind="own", key="lock", joined_at=now, due_at=now)
    Review.objects.create(
        person=person,
        item=item,
        answer=uuid.uuid4(),
        rating=Rating.GOOD,
        answered_at=now,
        taken_at=now,
        phase_before=Phase.NEW,
        due_before=now,
        due_after=now,
    )
    OwnCard.objects.create(
        person=person, key="lock", front="What is a lock?", back=f"Ask {person.email}", made_at=now, changed_at=now
    )


def give_runs(person: Person) -> Submission:
    now = timezone.now()
    submission = Submission.objects.create(person=person, subject="demo:sums", title="Sums", over_at=now, told_at=now)
    Run.objects.create(
        submission=submission,
        position=0,
        key="threads",
        label="Threads",
        job=Job('print("ran")\n').to_json(),
        state=State.ENDED,
        queued_at=now,
        ended_at=now,
        outcome=Outcome.FINISHED.value,
    )
    return submission


def owned(person: Person, *others: Person) -> Course:
    """A course of which these are the owners."""
    course = Course.objects.create(key="threads", title="All of Threads")
    for each in (person, *others):
        CourseAuthor.objects.create(course=course, person=each, role=AuthorRole.OWNER)
    return course
