from tests.courses.folders import course, example

__all__ = ["course", "example"]
