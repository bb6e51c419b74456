"""The admin of everything a course consists of, one module a subject."""

from courses.authoring.admin import classes, courses, demos, glossary, parts, programmes, sections

__all__ = ["classes", "courses", "demos", "glossary", "parts", "programmes", "sections"]
