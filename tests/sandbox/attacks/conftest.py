"""Every attack is tried on a careless keeper: with a secret in its environment, and descriptors that are inherited."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="package", autouse=True)
def a_careless_keeper() -> Iterator[None]:
    ends = os.pipe()
    for end in ends:
        os.set_inheritable(end, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THE_KEY", "the-secret")
        yield
    for end in ends:
        os.close(end)
