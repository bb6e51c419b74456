"""The three roles: learner, instructor, operator; what each may do is asked of the person, never of a group."""

from django.db import models


class Role(models.TextChoices):
    LEARNER = "learner", "Learner"
    INSTRUCTOR = "instructor", "Instructor"
    OPERATOR = "operator", "Operator"
