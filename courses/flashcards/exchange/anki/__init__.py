"""Anki's packages: a zip around an SQLite database of notes, cards and reviews. What comes in is hostile until read."""
