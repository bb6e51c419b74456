"""Who asked for a run, what was said, how it ended."""
