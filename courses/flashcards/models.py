"""What a person remembers: items of the one review queue, their reviews, own cards, and the pace they asked for."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from courses.flashcards import schedule
from courses.flashcards.schedule import LEAST_RETENTION, MOST_RETENTION, PARAMETERS, RETENTION, Memory

LEAST_CAP, CAP, MOST_CAP = 1, 50, 999
LONGEST_KEY = 160
WHETHER_ASKED = ("skipped_until", "suspended_at", "is_away")


class Phase(models.IntegerChoices):
    """As the schedule numbers them."""

    NEW = schedule.Phase.NEW
    LEARNING = schedule.Phase.LEARNING
    REVIEW = schedule.Phase.REVIEW
    RELEARNING = schedule.Phase.RELEARNING


class Rating(models.IntegerChoices):
    AGAIN = schedule.Rating.AGAIN
    HARD = schedule.Rating.HARD
    GOOD = schedule.Rating.GOOD
    EASY = schedule.Rating.EASY


def parameters() -> list[float]:
    return list(PARAMETERS)


class Pace(models.Model):
    """How somebody wants to review. `settled` tells what of their courses their items were last held against."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pace")
    retention = models.FloatField(
        "how much to remember",
        default=RETENTION,
        validators=[MinValueValidator(LEAST_RETENTION), MaxValueValidator(MOST_RETENTION)],
    )
    daily_cap = models.PositiveSmallIntegerField(
        "cards a day", default=CAP, validators=[MinValueValidator(LEAST_CAP), MaxValueValidator(MOST_CAP)]
    )
    parameters = models.JSONField(default=parameters, editable=False)
    settled = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(retention__gte=LEAST_RETENTION, retention__lte=MOST_RETENTION),
                name="pace_keeps_to_the_limits_of_retention",
            ),
            models.CheckConstraint(
                condition=Q(daily_cap__gte=LEAST_CAP, daily_cap__lte=MOST_CAP), name="pace_keeps_to_the_limits_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.retention:.0%}, {self.daily_cap} a day"


class PlannedBreak(models.Model):
    """The learner's days, the first and the last among them, on which nothing is asked."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planned_breaks")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ("first_day", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="planned_break_begins_before_it_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"


class ItemQuerySet(models.QuerySet["Item"]):
    def asked(self, person: Any, now: datetime) -> Self:
        """Those of a person that are neither suspended nor skipped nor away."""
        is_not_skipped = Q(skipped_until=None) | Q(skipped_until__lte=now)
        return self.filter(is_not_skipped, person=person, suspended_at=None, is_away=False)


class Item(models.Model):
    """Something that comes again, named by kind and key; what it says is the kind's to know.

    Kinds of here: a “card” and an “aid” of a section, a “term” of a glossary, with keys like `course/section/card`,
    and an “own” card. The state of FSRS stands in columns and hangs on the key: no edit resets it, and an item that is
    `is_away`, its card withdrawn or its course left, comes back as it was.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=LONGEST_KEY)
    joined_at = models.DateTimeField()
    phase = models.PositiveSmallIntegerField(choices=Phase, default=Phase.NEW)
    step = models.PositiveSmallIntegerField(null=True)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    reviews = models.PositiveIntegerField(default=0)
    lapses = models.PositiveIntegerField(default=0)
    suspended_at = models.DateTimeField(null=True)
    skipped_until = models.DateTimeField(null=True)
    is_away = models.BooleanField(default=False)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="item_is_one_for_each_person_and_key"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="item_has_a_known_phase"),
            models.CheckConstraint(
                condition=Q(phase=Phase.NEW, stability=None, reviewed_at=None)
                | Q(~Q(phase=Phase.NEW), stability__gt=0, difficulty__isnull=False, reviewed_at__isnull=False),
                name="item_is_new_or_has_a_memory",
            ),
        ]
        # All that the queue is ordered by, so that ten thousand due items are compared without reading their rows.
        indexes: ClassVar = [
            models.Index(
                fields=["person", "phase", "due_at", "stability", "reviewed_at", *WHETHER_ASKED],
                condition=Q(suspended_at=None, is_away=False),
                name="items_in_the_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def memory(self) -> Memory:
        return Memory(
            phase=schedule.Phase(self.phase),
            step=self.step,
            stability=self.stability,
            difficulty=self.difficulty,
            reviewed_at=self.reviewed_at,
        )

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that other words would help more than another repetition."""
        return self.lapses >= schedule.LEECH_LAPSES

    def remember(self, memory: Memory, due_at: datetime) -> None:
        self.phase, self.step = memory.phase, memory.step
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.reviewed_at, self.due_at = memory.reviewed_at, due_at


class ReviewQuerySet(models.QuerySet["Review"]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)


class Review(models.Model):
    """One grade. `answer` is the id that the browser gave it: sent twice, it counts once.

    What the item's memory was before stands with it, so that the grade can be undone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="history")
    answer = models.UUIDField()
    rating = models.PositiveSmallIntegerField(choices=Rating)
    answered_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    phase_before = models.PositiveSmallIntegerField(choices=Phase)
    step_before = models.PositiveSmallIntegerField(null=True)
    stability_before = models.FloatField(null=True)
    difficulty_before = models.FloatField(null=True)
    reviewed_before = models.DateTimeField(null=True)
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("answered_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "answer"], name="review_counts_an_answer_once"),
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="review_has_a_known_rating"),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "answered_at"], name="reviews_of_a_day")]

    def __str__(self) -> str:
        return f"{self.item_id}, {self.get_rating_display()}"

    @property
    def memory_before(self) -> Memory:
        return Memory(
            phase=schedule.Phase(self.phase_before),
            step=self.step_before,
            stability=self.stability_before,
            difficulty=self.difficulty_before,
            reviewed_at=self.reviewed_before,
        )


class OwnCard(models.Model):
    """A card that somebody wrote for themselves, or brought along; its `key` is that of its item, of kind “own”."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_cards")
    key = models.SlugField()
    guid = models.CharField(max_length=100, blank=True, help_text="of its note in Anki, where it comes from there")
    front = models.TextField()
    back = models.TextField()
    tags = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="own_card_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(front="") & ~Q(back=""), name="own_card_has_two_sides"),
        ]

    def __str__(self) -> str:
        return self.front
