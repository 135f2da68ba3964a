"""The settings dict: defaults, a host's values, and the README's table of both."""

import ast
import re
from pathlib import Path

import pytest

from skew_wagtail import conf

ROOT = Path(__file__).parent.parent


def test_a_host_overrides_one_value_and_keeps_the_rest(settings):
    settings.SKEW_WAGTAIL = {"PAGE_SIZE": 5}
    assert conf.get("PAGE_SIZE") == 5
    assert conf.get("BASE_TEMPLATE") == "base.html"


def test_an_unknown_setting_is_an_error_of_the_programmer():
    with pytest.raises(KeyError):
        conf.get("PAGE_SIZES")


def test_the_page_size_is_obeyed(client, directory, settings):
    from tests.factories import ActorProfileFactory

    for _ in range(3):
        ActorProfileFactory(parent=directory)
    settings.SKEW_WAGTAIL = {"PAGE_SIZE": 2}
    assert client.get("/akteure/?page=2").status_code == 200
    assert client.get("/akteure/?page=3").status_code == 404


def test_our_stylesheet_can_be_switched_off(client, directory, settings):
    assert "skew_wagtail/skew.css" in client.get("/akteure/").content.decode()
    settings.SKEW_WAGTAIL = {"CSS": False}
    assert "skew_wagtail/skew.css" not in client.get("/akteure/").content.decode()


def test_the_readme_lists_every_setting_with_its_default():
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| `(.+?)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert {name: ast.literal_eval(value) for name, value in rows} == conf.DEFAULTS
