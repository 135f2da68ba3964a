"""A brochure is built, or it is said why not; what was built before stays."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.html import escape
from wagtail.documents import get_document_model

from skew_wagtail.brochure import actions
from skew_wagtail.brochure.actions import build_brochure, run_build
from skew_wagtail.brochure.builds import BuildRefused, BuildRunning, start_build
from skew_wagtail.brochure.models import BrochureEdition, EditionActor, EditionState
from skew_wagtail.brochure.tasks import build_edition
from skew_wagtail.pdf.errors import PdfNoSpace, PdfOutOfMemory
from skew_wagtail.pdf.jobs import Variant
from skew_wagtail.privacy.actions import record_consent
from skew_wagtail.privacy.models import Channel, ConsentMethod
from tests.brochure.conftest import content_of
from tests.factories import ActorProfileFactory, BrochureFactory, add_contact, make_image, make_user
from tests.pdf_text import text_of_pdf

pytestmark = pytest.mark.django_db


def states(page):
    return list(page.editions.order_by("pk").values_list("number", "state"))


def test_an_edition_has_both_files_and_says_what_is_in_them(brochure, actor):
    user = make_user("redaktion")
    add_contact(actor, ["brochure"], name="Paula Papier")
    edition = build_brochure(brochure, user)
    assert (edition.state, edition.number, edition.built_by) == (EditionState.READY, 1, user)
    files = {file.variant: file for file in edition.files.all()}
    assert set(files) == set(Variant.values)
    for variant, file in files.items():
        content = content_of(edition, variant)
        assert content.startswith(b"%PDF-")
        assert len(content) == file.size == file.document.file_size
        assert file.page_count > 2
    text = text_of_pdf(content_of(edition))
    for word in ("Eine Welt", "Weltladen", "Amina Gezeigt", "amina@example.net", "Färbergasse12"):
        assert word in text
    for held in EditionActor.objects.filter(edition=edition):
        assert (held.actor_key, held.precision, held.has_photos) == (actor.translation_key, "exact", True)
    # Anybody may fetch the digital one: who agreed to print alone is not in it.
    names = {}
    for variant in Variant.values:
        text = text_of_pdf(content_of(edition, variant))
        names[variant] = [name for name in ("Amina Gezeigt", "Paula Papier") if name in text]
    assert names == {"digital": ["Amina Gezeigt"], "print": ["Amina Gezeigt", "Paula Papier"]}


def test_what_has_not_changed_is_not_built_again(brochure, monkeypatch, quickly):
    first = build_brochure(brochure)
    monkeypatch.setattr(actions, "make_pdf", None)
    again = build_brochure(brochure)
    assert again == first
    assert again.confirmed_at
    assert states(brochure) == [(1, EditionState.READY)]
    assert get_document_model().objects.count() == 2


def test_a_change_makes_a_new_edition_and_the_old_one_stays_in_the_archive(brochure, actor, quickly):
    build_brochure(brochure)
    actor.summary = "Jetzt mit Café."
    actor.save_revision().publish()
    second = build_brochure(brochure)
    assert states(brochure) == [(1, EditionState.REPLACED), (2, EditionState.READY)]
    assert b"Jetzt mit Caf" in content_of(second)


def test_a_failed_build_leaves_the_last_good_file(brochure, actor, monkeypatch, quickly):
    good = build_brochure(brochure)
    actor.summary = "Neu."
    actor.save_revision().publish()

    def out_of_memory(job, stage):
        raise PdfOutOfMemory(2**30)

    monkeypatch.setattr(actions, "make_pdf", out_of_memory)
    failed = build_brochure(brochure)
    assert failed.state == EditionState.FAILED
    assert "1024" in failed.explanation
    assert states(brochure) == [(1, EditionState.READY), (None, EditionState.FAILED)]
    assert content_of(good)
    assert get_document_model().objects.count() == 2


def test_a_file_that_cannot_be_stored_leaves_none_behind(brochure, monkeypatch, quickly):
    storage = get_document_model()._meta.get_field("file").storage
    stored = []

    def full_disk(edition, variant, pdf):
        if stored:
            raise OSError(28, "No space left on device")
        stored.append(real(edition, variant, pdf))
        return stored[0]

    real = actions._store
    monkeypatch.setattr(actions, "_store", full_disk)
    edition = build_brochure(brochure)
    assert edition.state == EditionState.FAILED
    assert edition.explanation == PdfNoSpace().message
    assert not get_document_model().objects.exists()
    assert not storage.exists(stored[0].file.name)


def test_two_editors_at_once_get_one_build(brochure):
    first = start_build(brochure)
    with pytest.raises(BuildRunning) as refused:
        start_build(brochure)
    assert refused.value.edition == first
    assert states(brochure) == [(None, EditionState.BUILDING)]


def test_what_a_killed_process_left_is_taken_over(brochure):
    killed = start_build(brochure)
    BrochureEdition.objects.update(alive_at=timezone.now() - timedelta(hours=2))
    second = start_build(brochure)
    killed.refresh_from_db()
    assert (killed.state, second.state) == (EditionState.FAILED, EditionState.BUILDING)
    assert killed.explanation


def test_a_build_that_was_taken_over_stores_nothing(brochure):
    edition = start_build(brochure)
    BrochureEdition.objects.update(state=EditionState.FAILED, explanation="Unterbrochen.")
    assert run_build(edition).explanation == "Unterbrochen."
    assert not get_document_model().objects.exists()


def test_an_actor_withdrawn_while_building_is_not_offered(brochure, actor, monkeypatch, quickly):
    person = actor.contacts.get().person

    def meanwhile(job, stage=None):
        record_consent(
            person,
            actor_key=actor.translation_key,
            organisation_name=actor.title,
            channels=[Channel.BROCHURE],
            method=ConsentMethod.PAPER,
            withdraws=True,
        )
        return real(job, stage=stage)

    real = actions.make_pdf
    monkeypatch.setattr(actions, "make_pdf", meanwhile)
    edition = build_brochure(brochure)
    assert edition.state == EditionState.WITHDRAWN
    assert edition.explanation
    monkeypatch.setattr(actions, "make_pdf", real)
    again = build_brochure(brochure)
    assert again.state == EditionState.READY
    assert b"Amina" in content_of(edition)
    assert b"Amina" not in content_of(again)


def test_a_brochure_of_nobody_says_so(db):
    edition = build_brochure(BrochureFactory(actors=[]))
    assert edition.state == EditionState.FAILED
    assert edition.explanation


def test_without_the_extra_it_is_said_what_to_install(brochure, monkeypatch):
    monkeypatch.setattr("skew_wagtail.brochure.builds.missing_extra", lambda: "Bitte installieren")
    with pytest.raises(BuildRefused, match="Bitte installieren"):
        start_build(brochure)
    assert not BrochureEdition.objects.exists()


def test_a_sign_that_no_font_has_is_told_with_its_profile(brochure, actor, quickly):
    actor.summary = "Guter Kaffee 𓀀"
    actor.save_revision().publish()
    [problem] = build_brochure(brochure).hints
    assert (problem["profile"], problem["page_id"]) == ("Weltladen", actor.pk)
    assert "U+13000" in problem["text"]


def test_who_began_gets_a_mail_in_the_end(brochure, quickly):
    edition = start_build(brochure, make_user("redaktion"))
    build_edition.call(edition.pk)
    [letter] = mail.outbox
    assert letter.to == ["redaktion@example.org"]
    assert f"/admin/skew/brochures/editions/{brochure.pk}/" in letter.body
    assert "Amina" not in letter.body


def test_progress_stands_in_the_database(brochure, monkeypatch):
    seen = []

    def watched(job, stage):
        def note(name):
            stage(name)
            seen.append(BrochureEdition.objects.values_list("stage", "percent").get())

        return real(job, stage=note)

    real = actions.make_pdf
    monkeypatch.setattr(actions, "make_pdf", watched)
    build_brochure(brochure)
    percents = [percent for _stage, percent in seen]
    assert percents == sorted(percents)
    assert {stage for stage, _percent in seen} >= {"setting", "verifying"}


def test_whatever_profiles_hold_is_set_or_told(db):
    """The engine has its own hostile set; this one goes the whole way from the database."""
    evil = '#import "x": * {{ 7*7 }} <script>alert(1)</script> $x^2$ #read("/etc/passwd") \\u{41}'
    hostile = [
        ActorProfileFactory(
            title=evil, short_name=evil[:50], summary=evil, description=f"<p>{escape(evil)}</p>"
        ),
        ActorProfileFactory(title="a" * 250, summary="b" * 400, networks="c" * 600),
        ActorProfileFactory(title="\u202egnirts 🎉 جمعية 中文", name_language="ar", summary="x\u0007y"),
        ActorProfileFactory(title="Leer"),
        ActorProfileFactory(title="Bild", summary="Da.", logo=broken_logo()),
    ]
    edition = build_brochure(BrochureFactory(title=evil, imprint=evil, actors=hostile))
    assert edition.state == EditionState.READY, edition.explanation
    told = {hint["page_id"] for hint in edition.hints}
    assert {hostile[2].pk, hostile[3].pk, hostile[4].pk} <= told
    text = text_of_pdf(content_of(edition))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text


def broken_logo():
    logo = make_image()
    logo.file.storage.delete(logo.file.name)
    logo.file.storage.save(logo.file.name, ContentFile(b"kein Bild"))
    return logo
