"""Brochures and their files, built as rarely as can be."""

import hashlib
import json
from typing import Any

import pytest

from skew_wagtail.actors.models import ActorImage
from skew_wagtail.brochure import actions
from skew_wagtail.brochure.models import EditionFile
from skew_wagtail.pdf.actions import Pdf
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.models import AddressPrecision
from tests.factories import ActorProfileFactory, BrochureFactory, add_address, add_contact, make_image


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def actor(db):
    """A profile with a person, an address and a photo that may all be printed."""
    images = [ActorImage(image=make_image(), alt_text="Drei Frauen", credit="Foto: Verein")]
    actor = ActorProfileFactory(title="Weltladen", summary="Fairer Handel seit 1982.", images=images)
    add_contact(actor, ["brochure", "web", "photo"], name="Amina Gezeigt", email="amina@example.net")
    add_address(actor, precision=AddressPrecision.EXACT)
    return actor


@pytest.fixture
def brochure(actor):
    """A published brochure with this profile."""
    return BrochureFactory(title="Eine Welt", actors=[actor])


@pytest.fixture
def quickly(monkeypatch):
    """Files without pages, for tests of what happens around the engine; it has tests of its own."""

    def make_pdf(job, stage=lambda name: None):
        content = json.dumps(job.data).encode()
        return Pdf(content, 1, hashlib.sha256(content).hexdigest())

    monkeypatch.setattr(actions, "make_pdf", make_pdf)


def content_of(edition: Any, variant: str = Variant.DIGITAL) -> bytes:
    """The stored file of an edition."""
    file = EditionFile.objects.get(edition=edition, variant=variant)
    with file.document.open_file() as stored:
        return stored.read()
