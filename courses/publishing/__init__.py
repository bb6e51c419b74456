"""Checks what a course says, and freezes it into publications."""
