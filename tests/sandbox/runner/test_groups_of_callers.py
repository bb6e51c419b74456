"""Who may come in: asked of the kernel, for every group of the process that calls."""

import os
import socket

import pytest

from sandbox.runner.door import groups_of


def test_the_further_groups_of_a_caller_are_read_from_the_kernel():
    ours, theirs = socket.socketpair()

    with ours, theirs:
        assert set(groups_of(ours)) == set(os.getgroups())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can join a group")
def test_a_caller_of_a_further_group_is_seen_to_be_in_it():
    before = os.getgroups()
    os.setgroups([*before, 10_010])
    try:
        ours, theirs = socket.socketpair()
    finally:
        os.setgroups(before)

    with ours, theirs:
        assert 10_010 in groups_of(ours)
