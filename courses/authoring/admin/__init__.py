"""The admin of everything a course consists of, one module a subject."""

from courses.authoring.admin import chapters, classes, courses, demos, glossary, parts, programmes, sections

__all__ = ["chapters", "classes", "courses", "demos", "glossary", "parts", "programmes", "sections"]
