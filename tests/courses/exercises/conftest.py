from tests.courses.folders import example

__all__ = ["example"]
