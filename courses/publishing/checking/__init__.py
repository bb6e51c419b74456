"""Finds what an author must mend: rules over facts, whether those were read from files or from rows."""
