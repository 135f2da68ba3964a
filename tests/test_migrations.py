"""Migrations fit every host: none is missing and none names a model that a host may swap."""

import ast
import os
import re
import subprocess
import sys

import pytest

from tests.sources import PACKAGE, ROOT, name

MIGRATIONS = sorted(PACKAGE.glob("*/migrations/0*.py"))
#: Models of Wagtail and Django that a host may replace, as a migration would name them.
SWAPPABLE = re.compile(r"wagtailimages(\.\w+)?|wagtaildocs(\.\w+)?|auth\.user|wagtailcore\.Page", re.I)


@pytest.mark.parametrize("shape", ["default", "own_models", "two_sites"])
def test_no_host_gets_a_migration_of_its_own_inside_our_package(shape):
    settings = f"--settings=tests.settings.{shape}"
    run = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", settings],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:"},
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
def test_models_that_hosts_swap_are_not_named(path):
    """Written by hand where Django writes the literal: ``get_image_model_string()`` and its kin."""
    strings = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    ]
    named = [
        node.value for node in strings if isinstance(node.value, str) and SWAPPABLE.fullmatch(node.value)
    ]
    # The base class of page types; a host that swaps it is not supported (check E003).
    assert [label for label in named if label != "wagtailcore.page"] == []


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
def test_migrations_import_none_of_our_models(path):
    """Such a path could never be moved again; validators and choices have to stay where they are."""
    imports = re.findall(r"^(?:import|from) (skew_wagtail\.\S+)", path.read_text(encoding="utf-8"), re.M)
    assert [module for module in imports if not module.endswith((".validators", ".steps"))] == []


def test_every_room_with_models_has_migrations():
    with_models = {path.parent.name for path in PACKAGE.glob("*/models.py")}
    with_models |= {path.parent.parent.name for path in PACKAGE.glob("*/models/__init__.py")}
    assert with_models == {path.parent.parent.name for path in MIGRATIONS}
