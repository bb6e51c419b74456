"""Runs the parts of the site together in one terminal: their list, their processes, their log, their order."""
