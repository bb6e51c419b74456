"""One module a command of publishing."""
