"""What an editor is told who takes the file's name for the alternative text."""

import pytest
from django.core.files.base import ContentFile

from skew_wagtail.actors.models import ActorImage
from skew_wagtail.vocabulary.models import FundingNotice
from tests.factories import ActorProfileFactory, make_image
from tests.forms import fields_of
from tests.pictures import photo, written


@pytest.fixture
def image(db):
    file = ContentFile(written(photo(), "JPEG"), name="stand_3_neu.jpg")
    return make_image(title="IMG_1234", file=file)


def post(admin, profile, **values):
    url = f"/admin/pages/{profile.pk}/edit/"
    posted = fields_of(admin.get(url).content.decode(), "#page-edit-form")
    return admin.post(url, posted | values | {"action-publish": "1"})


@pytest.mark.parametrize("alt", ["IMG_1234", "stand_3_neu", "stand_3_neu.jpg"])
def test_a_file_name_is_refused_beside_logo_and_picture(admin, directory, image, alt):
    profile = ActorProfileFactory(
        parent=directory,
        logo=image,
        images=[ActorImage(image=image, alt_text="Stand auf dem Markt", credit="Foto: Verein")],
    )
    response = post(admin, profile, **{"logo_alt": alt, "images-0-alt_text": alt})
    form = response.context["form"]
    assert len(form.errors["logo_alt"]) == 1
    assert alt in form.errors["logo_alt"][0]
    assert len(form.formsets["images"].errors[0]["alt_text"]) == 1


def test_a_text_that_says_what_is_to_be_seen_is_published(admin, client, directory, image):
    profile = ActorProfileFactory(parent=directory)
    response = post(admin, profile, logo=str(image.pk), logo_alt="Stand auf dem Markt")
    assert response.status_code == 302, response.context["form"].errors
    assert 'alt="Stand auf dem Markt"' in client.get(profile.get_url()).content.decode()


def test_a_logo_that_only_repeats_the_name_needs_no_text(admin, directory, image):
    response = post(admin, ActorProfileFactory(parent=directory), logo=str(image.pk), logo_alt="")
    assert response.status_code == 302


def test_the_funding_notice_asks_for_a_text_too(admin, image):
    notice = FundingNotice.objects.create(title="2026", text="Gefördert", logo=image)
    url = f"/admin/snippets/skew_vocabulary/fundingnotice/edit/{notice.pk}/"
    posted = {"title": "2026", "text": "Gefördert", "logo": str(image.pk)}
    response = admin.post(url, posted | {"logo_alt": "stand_3_neu"})
    assert "stand_3_neu" in response.context["form"].errors["logo_alt"][0]
    assert admin.post(url, posted | {"logo_alt": "Logo des Bundesministeriums"}).status_code == 302
