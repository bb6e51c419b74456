"""Examines an installation: each part is tried, and where it is not as it should be, what to do about it is said."""
