"""The package runs on a host of the default shape, that of all other tests."""

import pytest

pytest.register_assert_rewrite("tests.hosts.shape_suite")

from tests.hosts.shape_suite import *  # noqa: E402, F403
