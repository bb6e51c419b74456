"""Rewrites the syntax tree of a program so that it announces every access that other threads may see."""
