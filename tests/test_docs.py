"""What the documents promise is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def read(document):
    return document.read_text(encoding="utf-8")


def ids(document):
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_linked_files_exist(document):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(document)):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_commands_exist(document):
    blocks = "\n".join(re.findall(r"```(?:sh|console|bash)?\n(.*?)```", read(document), re.S))
    inline = re.findall(r"`(make [a-z]+)`", read(document))
    for target in re.findall(r"^(?:[A-Z_]+=\S+ )*make ([a-z]+)", "\n".join([blocks, *inline]), re.M):
        assert re.search(rf"^{target}:", MAKEFILE, re.M), f"make {target}"
    for command in re.findall(r"\bskew_[a-z_]+(?= |$)", blocks):
        if f"manage.py {command}" in blocks:
            assert command in get_commands(), command


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_pictures_have_an_alternative_text(document):
    for text, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", read(document)):
        assert len(text) > 10, target


def test_every_picture_is_used():
    text = "".join(map(read, DOCUMENTS))
    for picture in (ROOT / "docs/images").glob("*.png"):
        assert picture.name in text, picture.name


def test_every_management_command_is_documented():
    reference = read(ROOT / "docs/reference/commands.md")
    for command in get_commands():
        if command.startswith("skew_"):
            assert command in reference


def test_every_public_template_is_documented():
    reference = read(ROOT / "docs/reference/templates.md")
    for template in (ROOT / "skew_wagtail").glob("*/templates/skew_wagtail/*/*_page.html"):
        assert template.name in reference


def test_the_context_of_the_directory_is_documented(client, directory):
    response = client.get("/akteure/")
    reference = read(ROOT / "docs/reference/templates.md")
    from skew_wagtail.actors.listing import directory_context

    for name in directory_context(directory, response.wsgi_request):
        assert f"`{name}`" in reference, name
