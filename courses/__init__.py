"""A shelf of small Django apps, one subject each."""
