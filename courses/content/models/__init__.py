"""What a course says, as rows: demos with their variants, parameters and files."""

from courses.content.models.demos import Demo, DemoFile, Variant
from courses.content.models.parameters import Parameter

__all__ = ["Demo", "DemoFile", "Parameter", "Variant"]
