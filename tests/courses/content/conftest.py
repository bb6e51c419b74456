"""Hypothesis without a deadline: on a busy machine a single example may take any time."""

import hypothesis

hypothesis.settings.register_profile("whatever else runs on this machine", deadline=None)
hypothesis.settings.load_profile("whatever else runs on this machine")
