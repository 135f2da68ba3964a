"""The command that removes what is due."""

import dataclasses
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import translation
from wagtail import hooks
from wagtail.models import ModelLogEntry

from skew_wagtail.actors.models import ActorRecord
from skew_wagtail.exchange.models import ImportRun
from skew_wagtail.privacy.models import ContactPerson, UsedLink
from skew_wagtail.privacy.retention import retention_rules
from skew_wagtail.privacy.retention.purge import CHUNK, purge
from tests.factories import ContactPersonFactory, ImportRunFactory


def run(**options):
    """The lines the command prints."""
    out = io.StringIO()
    call_command("skew_purge", stdout=out, **options)
    return out.getvalue().splitlines()


def counts():
    """How many rows there are of every model."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def make_links(number):
    UsedLink.objects.bulk_create(UsedLink(nonce=str(nonce)) for nonce in range(number))


@pytest.fixture
def due_things(travel, profile):
    """Something that is due of every kind that is removed, and something to empty."""
    ContactPersonFactory.create_batch(2)
    ImportRunFactory()
    make_links(3)
    ActorRecord.objects.create(pk=profile.translation_key, interviewed_on="2026-03-02", interviewer="Wer")
    travel(800)


def test_the_table_tells_what_went(due_things):
    table = {line.split("  ")[0]: line.split()[-3:] for line in run()}
    removed = {
        rule.slug: table[str(rule.label)[0].upper() + str(rule.label)[1:]] for rule in retention_rules()
    }
    assert removed["people"][1:] == ["2", "2"]
    assert removed["imports"][1:] == ["1", "1"]
    assert removed["used-links"][1:] == ["3", "3"]
    assert removed["interviews"][1:] == ["1", "1"]
    assert removed["refusals"][1:] == ["0", "0"]
    assert not ContactPerson.objects.exists() and not ImportRun.objects.exists()


def test_the_columns_stand_below_each_other(due_things):
    lines = run()
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == 1 + len(retention_rules())


def test_the_table_is_in_the_language_in_use(db):
    with translation.override("en"):
        assert "180 days" in "\n".join(run())
    with translation.override("de"):
        assert "180 Tage" in "\n".join(run())


def test_a_dry_run_counts_and_changes_nothing(due_things):
    before = counts()
    lines = run(dry_run=True)
    assert counts() == before
    assert ActorRecord.objects.get().interviewer == "Wer"
    assert [line.split()[-2:] for line in lines if line.endswith(" 3")] == [["3", "3"]]


def test_a_second_run_finds_nothing(due_things):
    run()
    assert {(result.due, result.removed) for result in purge()} == {(0, 0)}


@pytest.mark.parametrize("number", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 50])
def test_many_records_go_however_many_they_are(travel, db, number):
    make_links(number)
    travel(7)
    assert {result.rule.slug: result.removed for result in purge() if result.removed} == {
        "used-links": number
    }
    assert not UsedLink.objects.exists()


def test_a_purge_that_was_interrupted_goes_on_where_it_stopped(travel, db):
    make_links(2 * CHUNK + 50)
    travel(7)
    rule = next(rule for rule in retention_rules() if rule.slug == "used-links")
    calls = []

    def remove_and_fail_once(records):
        calls.append(records.count())
        records.delete()
        if len(calls) == 2:
            raise OSError("The power is gone.")

    failing = dataclasses.replace(rule, remove=remove_and_fail_once)
    with hooks.register_temporarily("register_skew_retention", lambda: [failing], order=1):
        with pytest.raises(OSError, match="power"):
            run()
        assert UsedLink.objects.count() == CHUNK + 50
        assert ModelLogEntry.objects.get(action="skew_privacy.purge").data == {"used-links": CHUNK}
        run()
    assert not UsedLink.objects.exists()
    assert calls == [CHUNK, CHUNK, CHUNK, 50]


def test_the_audit_log_tells_numbers_and_no_names(due_things):
    run()
    entry = ModelLogEntry.objects.get(action="skew_privacy.purge")
    assert entry.data == {"people": 2, "used-links": 3, "interviews": 1, "imports": 1}
    assert "Beispiel" not in entry.label


def test_a_purge_that_removes_nothing_leaves_no_line(db):
    run()
    assert not ModelLogEntry.objects.exists()


def test_names_of_people_who_went_by_other_ways_leave_the_log(admin):
    person, other = ContactPersonFactory(name="Amina Beispiel"), ContactPersonFactory(name="Mirko Muster")
    for one in (person, other):
        url = f"/admin/snippets/skew_privacy/contactperson/edit/{one.pk}/"
        admin.post(url, {"name": one.name, "role": "Kasse", "phone": "", "email": "", "note": ""})
    ContactPerson.objects.filter(pk=person.pk)._raw_delete("default")
    assert {result.rule.slug: result.removed for result in purge() if result.removed} == {"log-names": 1}
    text = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
    assert "Amina" not in text and "Mirko" in text
    assert ModelLogEntry.objects.filter(action="wagtail.edit").count() == 2


def test_people_who_were_deleted_properly_are_not_counted_again(admin):
    person = ContactPersonFactory()
    admin.post(f"/admin/snippets/skew_privacy/contactperson/delete/{person.pk}/")
    with translation.override("en"):
        assert [result.rule.slug for result in purge() if result.removed] == []
