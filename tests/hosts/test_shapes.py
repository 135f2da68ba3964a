"""The package runs on hosts of different shapes, each in a process of its own."""

import subprocess
import sys

import pytest

from tests.sources import ROOT

SHAPES = {
    "default": [],
    "own_models": ["own_models_suite.py"],
    "two_sites": ["two_sites_suite.py"],
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_the_package_runs_on_a_host_of_another_shape(shape):
    files = [f"tests/hosts/{name}" for name in ("shape_suite.py", *SHAPES[shape])]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"--ds=tests.settings.{shape}",
        *files,
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
