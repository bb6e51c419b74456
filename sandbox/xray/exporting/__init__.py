"""A timeline for other programs: a table, trace events, a picture."""
