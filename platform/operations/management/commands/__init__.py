"""One module a command of operations."""
