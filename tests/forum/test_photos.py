"""What of an event's photos and documents everyone may see."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from skew_wagtail.forum.models import EventPhoto
from tests.factories import ActorProfileFactory, ForumFactory, add_contact, make_document, make_image

pytestmark = pytest.mark.django_db


def photo(text, **values):
    return EventPhoto(image=make_image(), alt_text=text, credit="Foto: Stadt", **values)


def test_people_in_a_photo_are_shown_while_the_register_says_that_they_agree(client, directory):
    agreed, silent = (ActorProfileFactory(parent=directory) for _ in range(2))
    add_contact(agreed, ["photo", "web"])
    add_contact(silent, ["web"])
    page = ForumFactory(
        photos=[
            photo("Ein leerer Saal", shows_people=False),
            photo("Chor", actor=agreed),
            photo("Zwei Leute", actor=silent),
            photo("Unbekannte"),
        ]
    )
    html = client.get(page.url).content.decode()
    assert "Ein leerer Saal" in html and "Chor" in html
    assert "Zwei Leute" not in html and "Unbekannte" not in html


def test_a_document_in_a_private_collection_is_not_named(client):
    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    documents = [make_document(title="Einladung"), make_document(title="Interna", collection=closed)]
    page = ForumFactory(documents=[("document", document) for document in documents])
    html = client.get(page.url).content.decode()
    assert "Einladung" in html and "Interna" not in html
