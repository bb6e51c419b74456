"""Who takes which course, in which class, and how far they are."""
