"""The day of a workshop: written down on phones by several people."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import PageLogEntry

from skew_wagtail.forum.workshop import presentation
from skew_wagtail.forum.workshop.models import (
    Side,
    WorkshopAgreement,
    WorkshopOrganisation,
    WorkshopStatement,
)
from tests.forms import fields_of
from tests.forum.workshops import add, opened, said


def test_organisations_are_added_quickly_and_never_twice(town, amina):
    html = amina.get(town.url).content.decode()
    assert "Weltladen" in html and "Chor" in html
    assert not WorkshopOrganisation.objects.exists()  # Looking changes nothing.
    amina.post(town.url, {"actor": town.shop.pk})
    amina.post(town.url, {"actor": town.shop.pk})
    amina.post(town.url, {"name": "weltladen"})
    amina.post(town.url, {"name": "Nachbarschaftstreff"})
    amina.post(town.url, {"name": "nachbarschaftstreff "})
    amina.post(town.url, {"all": "1"})
    assert [str(row) for row in presentation.present(town.workshop)] == [
        "Chor",
        "Nachbarschaftstreff",
        "Weltladen",
    ]
    assert amina.post(town.url, {"actor": "999999"}, follow=True).status_code == 200
    html = amina.post(town.url, {"name": " "}).content.decode()
    assert _("This field is required.") in html


def test_what_an_organisation_seeks_and_offers_is_saved_at_once(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    form = opened(amina, url) | {
        "new-seeks-kind": town.speakers.pk,
        "new-seeks-text": "Eine Stimme aus Ghana",
        "new-offers-kind": town.rooms.pk,
        "new-offers-visibility": "internal",
        "organisation-interests": "Schulen",
    }
    response = amina.post(url, form, follow=True)
    html = response.content.decode()
    assert 'role="status"' in html and _("Saved: %(name)s.") % {"name": row} in html
    assert said(row) == [("seeks", "speakers", "Eine Stimme aus Ghana"), ("offers", "rooms", "")]
    # A double tap sends the same again.
    amina.post(url, form)
    assert row.statements.count() == 2
    counts = [
        ngettext("%(count)s need", "%(count)s needs", 1),
        ngettext("%(count)s offer", "%(count)s offers", 1),
    ]
    assert " · ".join(each % {"count": 1} for each in counts) in amina.get(town.url).content.decode()
    told = amina.post(url, opened(amina, url) | {"organisation-interests": "Tel. 0151 23456789"}, follow=True)
    hint = _("“%(excerpt)s” seems to say something about a person. Please write about organisations only.")
    assert hint % {"excerpt": "Tel. 0151 23456789"} in told.content.decode()
    pk = row.statements.get(side=Side.OFFERS).pk
    amina.post(url, opened(amina, url) | {f"line-{pk}-remove": "on"})
    assert [side for side, _kind, _text in said(row)] == ["seeks"]
    log = PageLogEntry.objects.filter(action__startswith="skew_forum.workshop_")
    assert set(log.values_list("action", flat=True)) == {
        "skew_forum.workshop_present",
        "skew_forum.workshop_record",
    }


def test_a_line_without_its_kind_is_asked_for_and_nothing_typed_is_lost(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    form = opened(amina, url) | {"new-seeks-text": "Etwas", "organisation-interests": "Schulen"}
    html = amina.post(url, form).content.decode()
    assert _("Not saved yet: please look at the marked fields.") in html
    again = fields_of(html, "form.skew-day__form")
    assert (again["new-seeks-text"], again["organisation-interests"]) == (["Etwas"], ["Schulen"])
    assert said(row) == []
    assert WorkshopOrganisation.objects.get(pk=row.pk).interests == ""


def changed(who: str, label: str) -> str:
    """What one is told whose form took over a change of somebody else."""
    fields = capfirst(_(label))
    return _("%(who)s has changed meanwhile: %(fields)s.") % {"who": who, "fields": fields}


def conflict(who: str, text: str) -> str:
    """What one is told who wants to write what somebody else has just written otherwise."""
    told = _("%(who)s has changed this meanwhile to: “%(text)s”. Save once more to replace it by yours.")
    return told % {"who": who, "text": text}


def test_two_who_write_about_the_same_organisation_lose_nothing(town, amina, jussuf):
    row, url = add(amina, town, "Nachbarschaftstreff")
    line = WorkshopStatement.objects.create(
        organisation=row, side=Side.SEEKS, kind=town.rooms, text="Saal", sort_order=0
    )
    gone = WorkshopStatement.objects.create(
        organisation=row, side=Side.SEEKS, kind=town.rooms, text="Küche", sort_order=1
    )
    first, second = opened(amina, url), opened(jussuf, url)
    text, topic = f"line-{line.pk}-text", f"line-{line.pk}-topic"
    amina.post(url, first | {
        text: "Saal für 50", "organisation-interests": "Schulen\r\nund Kitas", f"line-{gone.pk}-remove": "on",
        "new-offers-kind": town.speakers.pk,
    })  # fmt: skip
    # The other changes another field of the same line, and one that is gone by now.
    answer = jussuf.post(
        url, second | {topic: town.topic.pk, f"line-{gone.pk}-text": "Große Küche"}, follow=True
    )
    html = answer.content.decode()
    line.refresh_from_db()
    row.refresh_from_db()
    assert (line.text, line.topic, row.interests) == ("Saal für 50", town.topic, "Schulen\nund Kitas")
    for told in (
        changed("amina", "common interests"),
        changed("amina", "in your words"),
        _("%(who)s has added meanwhile: %(line)s.") % {"who": "amina", "line": "Referierende"},
        _("Somebody has removed a line meanwhile. Here it said: “%(text)s”.") % {"text": "Große Küche"},
    ):
        assert told in html
    # Both change the same field.
    first, second = opened(amina, url), opened(jussuf, url)
    amina.post(url, first | {text: "Saal für 60"})
    html = jussuf.post(url, second | {text: "Saal mit Bühne"}).content.decode()
    line.refresh_from_db()
    assert line.text == "Saal für 60"
    assert conflict("amina", "Saal für 60") in html
    again = fields_of(html, "form.skew-day__form")
    assert again[text] == ["Saal mit Bühne"]
    jussuf.post(url, again)
    line.refresh_from_db()
    assert (line.text, line.changed_by.username) == ("Saal mit Bühne", "jussuf")


def test_only_an_organisation_about_which_nothing_is_written_leaves_the_list(town, amina):
    row, url = add(amina, town, "Nachbarschaftstreff")
    WorkshopStatement.objects.create(organisation=row, side=Side.SEEKS, kind=town.rooms)
    amina.post(url, {"remove_organisation": "1"})
    assert WorkshopOrganisation.objects.filter(pk=row.pk).exists()
    row.statements.all().delete()
    amina.post(url, {"remove_organisation": "1"})
    assert not WorkshopOrganisation.objects.exists()


def test_an_agreement_names_two_or_more_and_is_changed_by_two_without_loss(town, amina, jussuf):
    amina.post(town.url, {"all": "1"})
    one, two = presentation.present(town.workshop)
    url = f"{town.url}agreements/new/"
    form = opened(amina, url) | {
        "organisations": [one.pk], "text": "Ein Stand", "kind": town.activity.pk, "due_date": "2026-06-01",
        "responsible_body": "Chor",
    }  # fmt: skip
    html = amina.post(url, form).content.decode()
    assert _("Please tick at least two organisations: who agreed with whom?") in html
    form["organisations"] = [one.pk, two.pk]
    amina.post(url, form)
    amina.post(url, form)
    agreement = WorkshopAgreement.objects.get()
    assert not agreement.is_public
    url = f"{town.url}agreements/{agreement.pk}/"
    first, second = opened(amina, url), opened(jussuf, url)
    amina.post(url, first | {"due_date": "2026-07-01"})
    html = jussuf.post(url, second | {"text": "Zwei Stände"}, follow=True).content.decode()
    assert changed("amina", "until when") in html
    html = jussuf.post(url, second | {"due_date": "2026-08-01"}).content.decode()
    assert conflict("jussuf", "2026-07-01") in html
    agreement.refresh_from_db()
    assert (agreement.text, agreement.due_date.isoformat()) == ("Zwei Stände", "2026-07-01")
    amina.post(url, {"remove": "1"})
    assert not WorkshopAgreement.objects.exists()
