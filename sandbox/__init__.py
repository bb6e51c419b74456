"""Learners' programs, safely: jobs and events, the jail, the runner, and the Django app that keeps the runs."""
