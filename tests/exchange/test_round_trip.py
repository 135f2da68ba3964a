"""What is exported can be imported again: nothing changes, and an empty directory becomes the same as before."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skew_wagtail.actors.models import (
    ActorDirectoryPage,
    ActorLink,
    ActorProfilePage,
    ActorProject,
    ActorRecord,
    ActorTag,
    CooperationNeed,
    CooperationOffer,
)
from skew_wagtail.exchange.cells.meaning import meant
from skew_wagtail.exchange.cells.parsing import CellError, one_line
from skew_wagtail.exchange.exporting.disclosure import Scope
from skew_wagtail.exchange.exporting.export import export_actors
from skew_wagtail.exchange.importing.actions import ImportOptions, import_actors
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision, Channel, Consent, ContactPerson
from skew_wagtail.vocabulary import models as vocabulary
from tests.exchange.conftest import TERMS
from tests.factories import ActorProfileFactory, add_address, add_contact

pytestmark = pytest.mark.usefixtures("terms")

_PIECES = st.sampled_from(
    ["ä", "ß", "Straße", ";", ",", "|", "\\", ":", "\n", "\r\n", "=1+1", "+49", "-", "@", "'", '"', "''=", "شلومو",
     "\u202b", " ", "  ", "\t", "_x0041_", "#N/A", "<b>", "&amp;", "intern", "Fairer Handel", "1,5", "\ufffe",
     "e\u0301", "🎉"]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_PIECES, max_size=6).map("".join), st.text(max_size=30))


def means_itself(text: str) -> bool:
    """Whether the importer takes the text for what it says, and not for a placeholder or a reference."""
    try:
        return meant(one_line(text)) == one_line(text)
    except CellError:
        return False


TEXT = _TEXTS.map(lambda text: text.replace("\x00", "").encode("utf-8", "ignore").decode()).filter(
    means_itself
)
LINE = TEXT.map(lambda text: " ".join(text.split()))
# A name is found again without the signs that no spreadsheet can hold.
NAMED = LINE.map(lambda text: f"{one_line(text)} Verein".strip())
YEARS = st.one_of(st.none(), st.integers(1900, 2100))


def some(model: Any) -> st.SearchStrategy:
    """Slugs of some terms of a vocabulary."""
    return st.lists(st.sampled_from(list(TERMS[model])), unique=True, max_size=3)


def one(model: Any) -> st.SearchStrategy:
    return st.one_of(st.none(), st.sampled_from(list(TERMS[model])))


_STATEMENT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(TERMS[vocabulary.CooperationKind])),
        "text": LINE,
        "topic": one(vocabulary.Topic),
        "visibility": st.sampled_from(["public", "internal"]),
    }
)
_PROJECT = st.fixed_dictionaries(
    {"title": NAMED, "country": one(vocabulary.Country), "partner": LINE, "years": st.tuples(YEARS, YEARS)}
)
PROFILE = st.fixed_dictionaries(
    {
        "page": st.fixed_dictionaries(
            {
                "title": NAMED, "short_name": LINE.map(lambda text: text[:50]), "summary": TEXT, "networks": TEXT,
                "meeting_place": LINE, "is_charitable": st.sampled_from([None, True, False]),
                "founded_year": st.one_of(st.none(), st.integers(1900, 2020)),
                "volunteer_count": st.one_of(st.none(), st.integers(0, 10_000)),
                "member_band": st.sampled_from(["", "0-24", "250-"]), "support_wanted": st.booleans(),
                "data_as_of": st.one_of(st.none(), st.dates(date(1500, 1, 1), date(2100, 1, 1))),
            }
        ),
        "live": st.booleans(),
        "topics": some(vocabulary.Topic), "sdgs": some(vocabulary.Sdg),
        "engagement_countries": some(vocabulary.Country), "spoken_languages": some(vocabulary.SpokenLanguage),
        "tags": st.lists(st.sampled_from(["Chor", "C++", "=Summe", "@Kunst", "Übergang"]), unique=True),
        "projects": st.lists(_PROJECT, max_size=3),
        "needs": st.lists(_STATEMENT, max_size=3), "offers": st.lists(_STATEMENT, max_size=2),
        "links": st.lists(
            st.sampled_from(
                [("website", "https://example.org/?a=1,2"), ("other", "https://t.me/x"), ("telegram", "https://t.me/y"),
                 ("mastodon", "https://example.net/@chor"), ("website", "https://example.com/")]
            ),
            unique=True,
        ),
        "address": st.one_of(
            st.none(),
            st.fixed_dictionaries(
                {"street": LINE, "postcode": st.sampled_from(["", "00815", "A-1010"]), "city": LINE,
                 "precision": st.sampled_from(AddressPrecision.values),
                 "latitude": st.sampled_from([-9.4102, 50.0, 1e-05]), "longitude": st.floats(-180, 180)}
            ),
        ),
        "record": st.one_of(st.none(), st.fixed_dictionaries({"interview_notes": TEXT, "interviewer": LINE})),
        "contact": st.one_of(
            st.none(),
            st.tuples(
                st.fixed_dictionaries(
                    {"name": NAMED, "role": LINE, "phone": st.sampled_from(["", "+49 30 23125 123"]),
                     "email": st.sampled_from(["", "amina@example.org"])}
                ),
                st.sets(st.sampled_from(Channel.values)),
            ),
        ),
    }
)  # fmt: skip


def terms(model: Any, slugs: list[str]) -> list[Any]:
    return list(model.objects.filter(slug__in=slugs))


def build(directory: ActorDirectoryPage, number: int, given: dict[str, Any]) -> None:
    """A profile as an editor would have made it."""
    statements = [
        [
            model(**row | {"kind": vocabulary.CooperationKind.objects.get(slug=row["kind"]),
                           "topic": vocabulary.Topic.objects.filter(slug=row["topic"]).first()})
            for row in given[name]
        ]
        for name, model in (("needs", CooperationNeed), ("offers", CooperationOffer))
    ]  # fmt: skip
    projects = []
    for row in given["projects"]:
        start, end = row["years"]
        if start and end and end < start:
            start, end = end, start
        country = vocabulary.Country.objects.filter(slug=row["country"]).first()
        projects.append(
            ActorProject(
                title=row["title"], partner=row["partner"], country=country, start_year=start, end_year=end
            )
        )
    page = given["page"] | {"title": f"{given['page']['title']} {number}", "slug": f"verein-{number}"}
    profile = ActorProfileFactory(
        parent=directory,
        live=given["live"],
        topics=terms(vocabulary.Topic, given["topics"]),
        sdgs=terms(vocabulary.Sdg, given["sdgs"]),
        engagement_countries=terms(vocabulary.Country, given["engagement_countries"]),
        spoken_languages=terms(vocabulary.SpokenLanguage, given["spoken_languages"]),
        tags=given["tags"],
        projects=projects,
        cooperation_needs=statements[0],
        cooperation_offers=statements[1],
        links=[ActorLink(platform=platform, url=url) for platform, url in given["links"]],
        **page,
    )
    if given["address"] is not None:
        add_address(profile, **given["address"])
    if given["record"] is not None:
        ActorRecord.objects.create(pk=profile.translation_key, **given["record"])
    if given["contact"] is not None:
        person, channels = given["contact"]
        add_contact(profile, sorted(channels), **person)
        profile.get_latest_revision_as_object()
        draft = ActorProfilePage.objects.get(pk=profile.pk)
        if given["live"]:
            draft.save_revision().publish()


def exported(file_format: str, **options: Any) -> bytes:
    file = io.BytesIO()
    export_actors(file, file_format, Scope.COMPLETE, **options)
    return file.getvalue()


def remove_everything() -> None:
    ActorProfilePage.objects.all().delete()
    for model in (ActorAddress, ActorRecord, Consent, ContactPerson, ActorTag):
        model.objects.all().delete()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@given(profiles=st.lists(PROFILE, min_size=1, max_size=2))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_exported_is_imported_without_change(directory, file_format, profiles):
    with transaction.atomic():
        for number, profile in enumerate(profiles):
            build(directory, number, profile)
        data, name = exported(file_format), f"akteure.{file_format}"
        again = import_actors(data, name, directory, ImportOptions(), dry_run=True)
        assert [str(error) for error in again.errors] == []
        assert (again.created, again.updated, again.unchanged) == ([], [], len(profiles))
        content = exported("json")
        remove_everything()
        anew = import_actors(data, name, directory, ImportOptions(create_tags=True))
        assert [str(error) for error in anew.errors] == []
        assert exported("json") == content
        transaction.set_rollback(True)
    directory.refresh_from_db()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_a_sign_that_no_file_holds_does_not_hide_an_organisation(directory, file_format):
    """Without the sign two letters meet that count as one, such as "ae"."""
    profile = ActorProfileFactory(parent=directory, title="Ha\x8dendel", slug="haendel")
    add_address(profile, city="Ma\x8derz")
    again = import_actors(
        exported(file_format), f"akteure.{file_format}", directory, ImportOptions(), dry_run=True
    )
    assert (again.errors, again.created) == ([], [])
