"""The commands of course files."""
