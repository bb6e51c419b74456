"""A demo can be run with several numbers of workers where its author lets a reader choose them."""

import pytest

from courses.classroom.ways import counts_of
from courses.content.facts.demos import DemoFacts, ParameterFacts


def demo(**bounds: object) -> DemoFacts:
    parameter = ParameterFacts(**{"name": "WORKERS", "label": "Workers", "default": 1, **bounds})
    return DemoFacts(key="sums", title="Sums", summary="", parameters=(parameter,))


@pytest.mark.parametrize(
    ("bounds", "counts"),
    [
        ({"minimum": 1, "maximum": 16}, [1, 2, 4, 8]),
        ({"minimum": 1, "maximum": 5}, [1, 2, 4]),
        ({"minimum": 2, "maximum": 8}, []),
        ({"minimum": 1, "maximum": 1}, []),
        ({"choices": (1, 2, 4)}, []),
        ({"name": "PAGES", "minimum": 1, "maximum": 8}, []),
    ],
)
def test_it_takes_the_numbers_within_the_bounds_if_one_is_among_them(bounds: dict[str, object], counts: list[int]):
    assert counts_of(demo(**bounds)) == counts
