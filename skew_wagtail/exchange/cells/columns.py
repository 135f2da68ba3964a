"""The columns of an inventory's spreadsheet: their German and English headers, and what their cells hold."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language

from skew_wagtail.actors.models import (
    ActorProfilePage,
    ActorRecord,
    CooperationNeed,
    CooperationOffer,
    EntryDepth,
    MemberBand,
)
from skew_wagtail.actors.models.children import Platform
from skew_wagtail.privacy.models import ActorAddress, AddressPrecision, Channel, Consent, ContactPerson
from skew_wagtail.vocabulary.models import (
    ActivityArea,
    ActorKind,
    Country,
    LegalForm,
    Sdg,
    Sector,
    SpokenLanguage,
    TargetGroup,
    Topic,
)

from .lines import Projects, Statements
from .meaning import meant
from .parsing import (
    Cell,
    Channels,
    Choice,
    Coordinate,
    Date,
    Line,
    Links,
    LongText,
    Number,
    Postcode,
    RichText,
    yes_no,
)
from .phones import Phone
from .pictures import PictureFile
from .terms import LanguageCode, OneTerm, Tags, Terms


class Place(Enum):
    """Where a column's value lives."""

    PAGE = "page"
    ADDRESS = "address"
    RECORD = "record"
    CONTACT = "contact"
    CONSENT = "consent"


@dataclass(frozen=True)
class Column:
    """One column; ``name`` is the field it fills where ``place`` says.

    ``is_personal``: the values of the column stand in no report. ``is_kept``: an empty cell leaves what is there.
    """

    key: str
    german: str
    english: str
    cell: Cell
    synonyms: tuple[str, ...] = ()
    place: Place = Place.PAGE
    name: str = ""
    is_personal: bool = False
    is_kept: bool = False

    @property
    def header(self) -> str:
        """The header in the active language."""
        return self.english if (get_language() or "de").startswith("en") else self.german

    def parse(self, text: str, lookups: Any) -> Any:
        """The value of a cell's text as it is meant; placeholders such as “k. A.” are nothing.

        Raises:
            CellError: the text does not say a value.
        """
        return self.cell.parse(meant(text), lookups)


_HOSTS = {
    Platform.FACEBOOK: ("facebook.com", "fb.com", "fb.me"),
    Platform.INSTAGRAM: ("instagram.com",),
    Platform.YOUTUBE: ("youtube.com", "youtu.be"),
    Platform.LINKEDIN: ("linkedin.com",),
    Platform.TELEGRAM: ("t.me", "telegram.me", "telegram.org"),
    Platform.MASTODON: ("mastodon.social", "mastodon.online", "social.bund.de", "chaos.social", "troet.cafe"),
}


def platform_of(url: str) -> str:
    """The platform that an address leads to, by its host; a host named after Mastodon is one."""
    host = (urlsplit(url).hostname or "").lower()
    for platform, hosts in _HOSTS.items():
        if any(host == known or host.endswith(f".{known}") for known in hosts):
            return platform
    return Platform.MASTODON if "mastodon" in host.split(".") else Platform.OTHER


def _is_website(platform: str) -> bool:
    return platform == Platform.WEBSITE


_WEBSITE = Links(_is_website, lambda url: Platform.WEBSITE)
_SOCIAL = Links(lambda platform: not _is_website(platform), platform_of)
_BANDS = {
    "unter 25": MemberBand.UNDER_25,
    "25 bis 49": MemberBand.UNDER_50,
    "50 bis 99": MemberBand.UNDER_100,
    "100 bis 249": MemberBand.UNDER_250,
    "250 und mehr": MemberBand.LARGE,
    "under 25": MemberBand.UNDER_25,
    "25 to 49": MemberBand.UNDER_50,
    "50 to 99": MemberBand.UNDER_100,
    "100 to 249": MemberBand.UNDER_250,
    "250 and more": MemberBand.LARGE,
    "ab 250": MemberBand.LARGE,
    # “25–49” reads like the stored value.
    **{band.value: band for band in MemberBand},
}
_PRECISIONS = {
    "exakt": AddressPrecision.EXACT,
    "PLZ": AddressPrecision.POSTCODE,
    "nur Ort": AddressPrecision.PLACE,
    "nicht öffentlich": AddressPrecision.HIDDEN,
    "Ort": AddressPrecision.PLACE,
    "Postleitzahl": AddressPrecision.POSTCODE,
    "place only": AddressPrecision.PLACE,
    "not public": AddressPrecision.HIDDEN,
    **{precision.value: precision for precision in AddressPrecision},
}
_DEPTHS = {
    "Steckbrief": EntryDepth.FULL,
    "Visitenkarte": EntryDepth.CARD,
    "profile": EntryDepth.FULL,
    "card entry": EntryDepth.CARD,
    **{depth.value: depth for depth in EntryDepth},
}
_CHANNELS = {
    "Web": Channel.WEB,
    "Broschüre": Channel.BROCHURE,
    "Export": Channel.EXPORT,
    "Föderation": Channel.FEDERATION,
    "Foto": Channel.PHOTO,
    "Website": Channel.WEB,
    "Internet": Channel.WEB,
    "Fotos": Channel.PHOTO,
    **{channel.value: channel for channel in Channel},
}


def _of(model: type, make: Callable[..., Cell], place: Place = Place.PAGE) -> Callable[..., Column]:
    """Makes columns whose cell is checked by a field of the model; all but the page's are personal."""

    def column(
        key: str, german: str, english: str, *synonyms: str, name: str = "", **options: bool
    ) -> Column:
        name = name or key
        is_personal = place is not Place.PAGE
        return Column(key, german, english, make(model, name, **options), synonyms, place, name, is_personal)

    return column


def _page(
    key: str, german: str, english: str, cell: Cell, *synonyms: str, is_personal: bool = False
) -> Column:
    return Column(key, german, english, cell, synonyms, Place.PAGE, key, is_personal)


def _organisation() -> list[Column]:
    line = _of(ActorProfilePage, Line)
    number, rich = _of(ActorProfilePage, Number), _of(ActorProfilePage, RichText)
    return [
        line("external_id", "Kennung", "Reference", "ID", "Nr", "Nummer", "External ID"),
        line("title", "Name der Organisation", "Name of the organisation", "Name", "Organisation", "Titel", "Title",
             "Organisation name", "Verein", "Akteur"),
        _page("name_language", "Sprache des Namens", "Language of the name", LanguageCode()),
        line("short_name", "Kurzbezeichnung", "Short name", "Kurzname", "Abkürzung", "Kürzel"),
        _page("kind", "Akteursart", "Kind of actor", OneTerm(ActorKind), "Art des Akteurs", "Art", "Kind"),
        _page("sector", "Sektor", "Sector", OneTerm(Sector)),
        _page("legal_form", "Rechtsform", "Legal form", OneTerm(LegalForm)),
        _page("is_charitable", "Gemeinnützig", "Charitable", yes_no(None), "Gemeinnützigkeit",
              "Recognised as charitable"),
        number("founded_year", "Gründungsjahr", "Founded in", "Gegründet", "Founded year", "Founded", "Seit"),
        _page("member_band", "Mitgliederzahl", "Members", Choice(_BANDS), "Mitglieder", "Member band"),
        number("volunteer_count", "Ehrenamtliche", "Volunteers", "Volunteer count"),
        number("staff_count", "Hauptamtliche", "Paid staff", "Staff", "Staff count"),
        _of(ActorProfilePage, LongText)("summary", "Kurztext", "Summary", "Kurzbeschreibung"),
        rich("description", "Beschreibung", "Description"),
    ]  # fmt: skip


def _logo() -> list[Column]:
    """An empty cell takes no picture off a profile, and no text about it."""
    return [
        Column("logo", "Logo", "Logo", PictureFile(), ("Logodatei", "Bild", "Logo (Datei)", "Logo file"),
               name="logo", is_kept=True),
        Column("logo_alt", "Logo: Alternativtext", "Logo: alternative text", Line(ActorProfilePage, "logo_alt"),
               ("Alternativtext", "Alternative text"), name="logo_alt", is_kept=True),
        Column("logo_credit", "Logo: Bildnachweis", "Logo: credit", Line(ActorProfilePage, "logo_credit"),
               ("Bildnachweis", "Fotonachweis", "Credit"), name="logo_credit", is_kept=True),
    ]  # fmt: skip


def _work() -> list[Column]:
    rich = _of(ActorProfilePage, RichText)
    return [
        rich("goals", "Ziele", "Goals"),
        rich("activities_local", "Aktivitäten vor Ort", "Activities here", "Activities local", "Local activities"),
        rich("activities_abroad", "Aktivitäten im Ausland", "Activities abroad"),
        _page("topics", "Handlungsfelder", "Topics", Terms(Topic), "Themen", "Handlungsfeld", "Thema", "Topic"),
        _page("tags", "Schlagwörter", "Tags", Tags(), "Schlagworte", "Stichwörter", "Stichworte", "Schlagwort"),
        _page("sdgs", "SDGs", "Sustainable development goals", Terms(Sdg), "SDG", "Nachhaltigkeitsziele"),
        _page("target_groups", "Zielgruppen", "Target groups", Terms(TargetGroup), "Zielgruppe"),
        _page("engagement_countries", "Länder des Engagements", "Countries of engagement", Terms(Country), "Länder",
              "Land", "Engagement countries", "Countries"),
        _page("activity_areas", "Aktivitätsgebiete", "Activity areas", Terms(ActivityArea), "Aktivitätsgebiet",
              "Gebiete"),
        _page("spoken_languages", "Sprachen", "Languages", Terms(SpokenLanguage), "Spoken languages"),
        _page("projects", "Projekte", "Projects", Projects()),
    ]  # fmt: skip


def _cooperation() -> list[Column]:
    long = _of(ActorProfilePage, LongText)
    return [
        # An editor may have marked one of them for the town hall only.
        _page("cooperation_needs", "Kooperationsbedarfe", "Cooperation needs", Statements(CooperationNeed),
              "Kooperationsbedarf", "Bedarfe", "Sucht", "Seeks", is_personal=True),
        _page("cooperation_offers", "Kooperationsangebote", "Cooperation offers", Statements(CooperationOffer),
              "Kooperationsangebot", "Angebote", "Bietet", "Offers", is_personal=True),
        long("networks", "Partner und Netzwerke", "Partners and networks", "Netzwerke", "Partner", "Networks",
             "Further partners and networks"),
        _page("support_wanted", "Unterstützung gesucht", "Support wanted", yes_no(False)),
        long("support_wanted_detail", "Unterstützung: Details", "Support wanted: details", "Support wanted detail"),
        _of(ActorRecord, LongText, Place.RECORD)(
            "wishes_to_municipality", "Wünsche an die Kommune", "Wishes to the municipality", "Wünsche"),
    ]  # fmt: skip


def _contact() -> list[Column]:
    contact = _of(ContactPerson, Line, Place.CONTACT)
    channels = Channels(_CHANNELS, refusals=("nein", "no", "keine", "none"))
    return [
        contact("contact_name", "Ansprechperson", "Contact person", "Ansprechpartner", "Ansprechpartnerin",
                "Ansprechpartner*in", "Kontaktperson", "Kontakt", "Contact", "Contact name", name="name"),
        contact("contact_role", "Funktion", "Role", "Rolle", "Contact role", name="role"),
        _of(ContactPerson, Phone, Place.CONTACT)("phone", "Telefon", "Phone", "Telefonnummer", "Tel", "Telephone"),
        contact("email", "E-Mail", "Email", "Mail", "Mailadresse", "E-Mail-Adresse"),
        Column("consent", "Einwilligung", "Consent", channels, ("Einwilligungen",), Place.CONSENT, is_personal=True),
        _of(Consent, Date, Place.CONSENT)(
            "consent_on", "Einwilligung am", "Consent on", "Datum der Einwilligung", "Consent given on",
            name="given_on", future=False),
    ]  # fmt: skip


def _address() -> list[Column]:
    line = _of(ActorAddress, Line, Place.ADDRESS)
    degrees = _of(ActorAddress, Coordinate, Place.ADDRESS)
    page_line = _of(ActorProfilePage, Line)
    precision = Choice(_PRECISIONS, empty=AddressPrecision.PLACE)
    return [
        line("street", "Straße", "Street", "Straße und Hausnummer", "Anschrift", "Adresse", "Address"),
        _of(ActorAddress, Postcode, Place.ADDRESS)("postcode", "PLZ", "Postcode", "Postleitzahl", "Zip"),
        line("city", "Ort", "Place", "Stadt", "City", "Town"),
        line("po_box", "Postfach", "PO box"),
        Column("precision", "Adressanzeige", "Address display", precision, ("Precision", "Genauigkeit"),
               Place.ADDRESS, "precision", is_personal=True),
        degrees("latitude", "Breitengrad", "Latitude", "Lat", "Breite"),
        degrees("longitude", "Längengrad", "Longitude", "Lng", "Lon", "Länge"),
        page_line("meeting_place", "Treffpunkt", "Meeting place"),
        page_line("opening_hours", "Öffnungszeiten", "Opening hours"),
        _page("website", "Website", "Website", _WEBSITE, "Webseite", "Homepage", "Internetseite", "Internet", "URL"),
        _page("social_media", "Social Media", "Social media", _SOCIAL, "Soziale Medien", "Soziale Netzwerke"),
    ]  # fmt: skip


def _record() -> list[Column]:
    line, day = _of(ActorRecord, Line, Place.RECORD), _of(ActorRecord, Date, Place.RECORD)
    return [
        day("interviewed_on", "Interview am", "Interview on", "Datum des Interviews", "Interviewed on"),
        line("interviewer", "Interview durch", "Interview by", "Interviewer"),
        line("interviewee", "Interview mit", "Interview with", "Interviewee"),
        _of(ActorRecord, LongText, Place.RECORD)(
            "interview_notes", "Interviewnotizen", "Interview notes", "Notizen"),
        _of(ActorProfilePage, Date)("data_as_of", "Stand", "Data as of", "Stand der Daten"),
        day("review_due_on", "Prüfen bis", "Check again by", "Wiedervorlage", "Review due on"),
        _page("entry_depth", "Eintragstiefe", "Depth of the entry", Choice(_DEPTHS, empty=EntryDepth.FULL),
              "Entry depth"),
    ]  # fmt: skip


#: Every column by its key, in the order of the contractor's workbook.
COLUMNS: dict[str, Column] = {
    column.key: column
    for column in [
        *_organisation(), *_logo(), *_work(), *_cooperation(), *_contact(), *_address(), *_record()
    ]
}  # fmt: skip
