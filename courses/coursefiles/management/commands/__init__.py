"""One module a command of course files."""
