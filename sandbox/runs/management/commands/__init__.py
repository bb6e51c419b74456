"""One module a command of runs."""
