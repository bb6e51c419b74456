"""The x-ray of a run: the timeline of what its threads and processes did, what may be said of it, and its pictures."""
