"""Makes the timeline of a run out of what was seen and recorded of it."""
