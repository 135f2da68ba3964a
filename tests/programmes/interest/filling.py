"""A municipality fills in the form of a call, as a browser does."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Site

from skew_wagtail.programmes.interest.links import form_url
from skew_wagtail.programmes.interest.models import (
    CallField,
    CallQuestion,
    ExpressionOfInterest,
    InterestSettings,
)
from tests.forms import fields_of
from tests.programmes.making import BERLIN, CallFactory

AMINA = "amina@example.org"
CLOSES = datetime(2026, 11, 12, 23, 59, tzinfo=BERLIN)
ANSWERS = {
    "municipality_name": "Stadt Übersfürth",
    "contact_name": "Amina Beispiel",
    "contact_email": AMINA,
    "motivation": "Zwölf Menschen suchen eine Ausbildung",
    "agrees_data_protection": "on",
}
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def office_file(**parts: str | bytes) -> bytes:
    """A zip with these parts; ``mimetype`` first, as it stands in OpenDocument."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def docx(**more: str | bytes) -> bytes:
    """A small text of Word."""
    types = {"[Content_Types].xml": f'<Types><Override ContentType="{_WORD}"/></Types>'}
    return office_file(**types, **{"word/document.xml": "<w:document/>"}, **more)


def odt(**more: str | bytes) -> bytes:
    """A small text of LibreOffice."""
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return office_file(**kind, **{"content.xml": "<office:document-content/>"}, **more)


def upload(name: str = "beschluss.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as it comes from a browser."""
    return SimpleUploadedFile(name, content)


def make_call(**values: Any) -> Any:
    """A call with a form: why (needed), inhabitants, and an own question to be answered with yes or no."""
    given = {
        "slug": "aufruf",
        "title": "Aufruf zur Bildung",
        "closes_at": CLOSES,
        "takes_interest": True,
        "form_fields": [
            CallField(field="motivation", wording="Was ist Ihr Anlass?", is_required=True),
            CallField(field="inhabitants"),
        ],
        "form_questions": [CallQuestion(question="Sind Vereine dabei?", kind="yes_no")],
    }
    return CallFactory(**given | values)


def decide(**values: Any) -> None:
    """Choose what the site does around the deadline, and who is told."""
    settings = InterestSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


def opened(client: Any, url: str) -> dict[str, Any]:
    """What a browser would send from the form as it is shown."""
    return fields_of(client.get(url).content.decode(), "form.skew-form__body")


def send(client: Any, url: Any, action: str = "submit", posted: Any = None, **values: Any) -> Any:
    """Open the form of a call or a draft, fill it in and press a button; the answer."""
    url = url if isinstance(url, str) else form_url(url)
    posted = opened(client, url) if posted is None else posted
    return client.post(url, posted | ANSWERS | {"action": action} | values)


def text_of(response: Any) -> str:
    """What one reads, in one line."""
    soup = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", (soup.main or soup).get_text(" "))


def problems(response: Any) -> list[tuple[str, str]]:
    """Where the problems at the top of a form lead, and what they say."""
    soup = BeautifulSoup(response.content, "html.parser")
    return [(link["href"], link.text) for link in soup.select(".skew-problems a")]


def the_one() -> ExpressionOfInterest:
    """The only one there is."""
    return ExpressionOfInterest.objects.get()


def letters() -> list[tuple[str, str]]:
    """Addresses and subjects of all letters, in order."""
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def in_utc(moment: datetime) -> datetime:
    """The moment as a server has it."""
    return moment.astimezone(UTC)


def alert_of(response: Any) -> str:
    """What is said at once, in one line; empty when nothing is."""
    found = BeautifulSoup(response.content, "html.parser").select_one("[role=alert]")
    return re.sub(r"\s+", " ", found.get_text(" ")) if found else ""
