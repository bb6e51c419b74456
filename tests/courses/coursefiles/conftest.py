from tests.courses.folders import course

__all__ = ["course"]
