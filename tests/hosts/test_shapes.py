"""The package runs on hosts of different shapes, each in a process of its own."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

#: The default shape is that of all other tests: ``test_default.py``.
SHAPES = {
    "own_models": ["own_models_suite.py"],
    "two_sites": ["two_sites_suite.py"],
}


def environment(shape: str) -> dict[str, str]:
    """With a database server, each shape gets a database of its own beside that of the other tests."""
    url, _, options = os.environ.get("DATABASE_URL", "").partition("?")
    if not url.startswith("postgres"):
        return dict(os.environ)
    return os.environ | {"DATABASE_URL": f"{url}_{shape}{'?' if options else ''}{options}"}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_the_package_runs_on_a_host_of_another_shape(shape):
    files = [f"tests/hosts/{name}" for name in ("shape_suite.py", *SHAPES[shape])]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--ds=tests.settings.{shape}"]
    run = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True, env=environment(shape))
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
