"""The suite itself."""

import os

import pytest


@pytest.mark.xdist_group("one group")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="all tests are in one process")
def test_what_tests_of_one_group_need_is_set_up_once(request):
    # pytest 9.2 hides groups from pytest-xdist 3.8: each process made the most expensive things anew.
    assert request.node.nodeid.endswith("@one group")
