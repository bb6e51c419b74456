"""A timeline as a file that other programs open."""
