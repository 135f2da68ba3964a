"""Who gets what at every address of ours, and that no address breaks on what people type into it."""

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import reverse

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.privacy.models import ContactPerson
from tests.factories import (
    ActorProfileFactory,
    ContactPersonFactory,
    DirectoryFactory,
    ForumFactory,
    ImportRunFactory,
    InventoryFactory,
    editor_group,
    make_user,
)
from tests.own_urls import PUBLIC_URLS, OwnUrl, own_urls

ROLES = ("anonymous", "stranger", "viewer", "owner", "superuser")
IN, LOGIN, HOME, NO = "200", "to the login", "to the admin's start", "403 or 404"

#: What each role gets, by name of the address. The first pattern that matches counts; an address that none matches
#: fails. The stranger edits another section, the viewer may only look at records, the owner edits the section with
#: the directory and may edit people.
ACCESS: dict[str, tuple[str, str, str, str, str]] = {
    # Visitors' addresses.
    "skew_wagtail:*": (IN, IN, IN, IN, IN),
}


class World:
    """A section of the owner and one of somebody else."""

    def __init__(self) -> None:
        self.directory = DirectoryFactory(slug="akteure")
        self.profile = ActorProfileFactory(parent=self.directory, slug="weltladen", title="Weltladen")
        self.other = DirectoryFactory(slug="anderswo")
        self.person = ContactPersonFactory(name="Amina Beispiel")
        self.inventory = InventoryFactory(slug="projekt")
        self.import_run = ImportRunFactory()
        self.forum = ForumFactory(slug="forum")
        viewers = editor_group(self.other, "Lesende", people=False)
        viewers.permissions.add(
            *Permission.objects.filter(content_type__app_label__startswith="skew_", codename__startswith="view_")
        )
        viewers.page_permissions.all().delete()
        self.users = {
            "stranger": make_user("fremd", groups=[editor_group(self.other, "Fremde", people=False)]),
            "viewer": make_user("lesend", groups=[viewers]),
            "owner": make_user("redaktion", groups=[editor_group(self.directory)]),
            "superuser": make_user("chefin", superuser=True),
        }

    def sign_in(self, client: Any, role: str) -> None:
        if role in self.users:
            client.force_login(self.users[role])


def an_object(model: type[models.Model]) -> models.Model:
    """Any object of a model: one of the world's, else a new one."""
    found = model._default_manager.first()
    if found is not None:
        return found
    values = {}
    for column in model._meta.fields:
        if isinstance(column, models.ForeignKey) and not column.null:
            values[column.name] = an_object(column.related_model)
        elif column.name in ("slug", "name", "title"):
            values[column.name] = "muster"
    return model._default_manager.create(**values)


def address(url: OwnUrl) -> str:
    """A real address for a pattern."""
    if url.name in PUBLIC_URLS:
        return PUBLIC_URLS[url.name]
    if not url.takes:
        return reverse(url.name) + ("?id=1" if url.name.endswith("chosen_multiple") else "")
    label = re.search(r"(skew_[a-z]+)[_/]([a-z]+)", url.route)
    return reverse(url.name, args=[an_object(apps.get_model(label[1], label[2])).pk])


ALL = own_urls()


def test_print(db, client):
    world = World()
    seen = {}
    for url in ALL:
        if "vocabulary" in url.name and "_topic" not in url.name: continue
        path = address(url)
        row = []
        for role in ROLES:
            client.logout()
            world.sign_in(client, role)
            r = client.get(path)
            row.append(f"{r.status_code}{r.headers.get('Location','')}"[:20])
        print(url.name, path, row)
    assert 0
