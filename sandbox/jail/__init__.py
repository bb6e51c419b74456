"""Builds the walls of one run."""
