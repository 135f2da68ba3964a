"""What must be refused with a clear message, the draft kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from skew_wagtail.privacy.signed_links import make_key_token
from skew_wagtail.programmes.interest import links
from skew_wagtail.programmes.interest.links import form_url, own_path, token_of
from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from skew_wagtail.programmes.interest.uploads import BoundedUploads
from tests.programmes.interest.filling import (
    ANSWERS,
    EXE,
    JPEG,
    PDF,
    PNG,
    docx,
    odt,
    office_file,
    opened,
    problems,
    send,
    text_of,
    the_one,
    upload,
)

MB = 2**20


@pytest.fixture
def draft(client, call):
    """A draft that was saved, by its link."""
    return send(client, call, "save", motivation="Alt").headers["Location"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gross.pdf", PDF + bytes(30 * MB), "30"),
        ("knapp.pdf", PDF + bytes(5 * MB), "5"),
        ("programm.pdf", EXE, "programm.pdf"),
        ("programm.exe", EXE, "programm.exe"),
        ("bild.png", JPEG, "bild.png"),
        ("bild.jpg", PNG, "bild.jpg"),
        ("leer.pdf", b"", "leer.pdf"),
        ("ohne-endung", PDF, "ohne-endung"),
        ("text.docx", odt(), "text.docx"),
        ("text.odt", docx(), "text.odt"),
        ("text.docx", b"PK\x03\x04kaputt", "text.docx"),
        ("text.docx", office_file(**{"bild.png": PNG}), "text.docx"),
        ("tabelle.odt", office_file(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "tabelle"),
        ("makro.docx", docx(**{"word/vbaProject.bin": b"x"}), "makro.docx"),
        ("makro.odt", odt(**{"Basic/Standard/Modul.xml": "<x/>"}), "makro.odt"),
        ("text.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "text.doc"),
        ("seite.html", b"<script>alert(1)</script>", "seite.html"),
        ("bild.svg", b"<svg onload='alert(1)'/>", "bild.svg"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else None,
)
def test_a_file_that_is_not_taken_is_named_and_the_rest_is_kept(client, call, draft, name, content, told):
    response = send(client, draft, motivation="Neu", attachments=[upload(), upload(name, content)])
    [(target, message)] = problems(response)
    assert target == "#id_attachments" and told in message
    stored = the_one()
    assert (stored.state, stored.motivation) == ("draft", "Neu")
    assert [file.file_name for file in stored.attachments.all()] == ["beschluss.pdf"]
    # Sent without it, it is whole.
    assert send(client, draft).status_code == 302
    assert the_one().state == "submitted"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PDF", PDF + bytes(5 * MB - len(PDF))),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.png", PNG),
        ("a.docx", docx()),
        ("a.odt", odt()),
    ],
)
def test_the_files_that_are_taken_come_back_as_they_were(client, call, name, content):
    send(client, call, attachments=upload(name, content))
    file = the_one().attachments.get()
    response = client.get(f"{own_path(the_one())}files/{file.pk}/")
    assert response.content == content
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_more_files_than_the_call_asks_for_are_refused_by_name(client, call):
    files = [upload(f"datei{number}.pdf", PDF + bytes([number])) for number in range(5)]
    response = send(client, call, attachments=files)
    assert [text for _target, text in problems(response) if "datei" in text] != []
    assert {"datei3.pdf", "datei4.pdf"} <= {
        word for _t, text in problems(response) for word in text.split(" ")
    }
    assert the_one().attachments.count() == 3
    # The same one once more is none more; one that goes makes room.
    first = the_one().attachments.first()
    values = {"remove": first.pk, "attachments": [files[4], upload("anders.pdf", PDF + b"\x01")]}
    files[4].seek(0)
    assert send(client, own_path(the_one()), "save", **values).status_code == 302
    names = [file.file_name for file in the_one().attachments.all()]
    assert names == ["datei1.pdf", "datei2.pdf", "datei4.pdf"]


def test_a_call_without_attachments_takes_none(client, call):
    call.attachments_max = 0
    call.save_revision().publish()
    assert 'type="file"' not in client.get(form_url(call)).content.decode()
    assert send(client, call, attachments=upload()).status_code == 302
    assert not the_one().attachments.exists()


def test_far_too_much_is_answered_before_it_is_read(client, call, draft):
    class Unread(SimpleUploadedFile):
        pass

    posted = opened(client, draft) | ANSWERS
    response = client.post(
        draft, posted | {"action": "submit", "attachments": Unread("a.pdf", bytes(61 * MB))}
    )
    assert response.status_code == 413
    assert "5 MB" in text_of(response)
    assert (the_one().motivation, the_one().attachments.count()) == ("Alt", 0)


def test_of_a_file_that_is_too_large_nothing_reaches_memory_or_disk():
    handler = BoundedUploads(10)
    handler.new_file("attachments", "a.pdf", "application/pdf", 0)
    assert handler.receive_data_chunk(b"x" * 10, 0) == b"x" * 10
    assert handler.receive_data_chunk(b"x", 10) is None
    assert handler.file_complete(10) is None
    kept = handler.file_complete(30 * MB)
    assert (kept.size, kept.read()) == (30 * MB, b"")


def test_forged_requests_are_refused_all_the_same(call, draft):
    strict = Client(enforce_csrf_checks=True)
    for url in (form_url(call), draft, f"{draft}change/", f"{draft}withdraw/"):
        assert strict.post(url, ANSWERS | {"action": "submit"}).status_code == 403
    assert the_one().state == "draft"


@pytest.mark.parametrize(
    "values",
    [
        {"municipality_name": "x" * 151},
        {"contact_email": "amina"},
        {"inhabitants": "-3"},
        {"inhabitants": "99999999999"},
        {"motivation": "x" * 3001},
        {"municipality_name": "Stadt\x00Ebersfurt"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_cannot_be_is_named_and_the_draft_stays(client, draft, values):
    response = send(client, draft, **values)
    [(target, message)] = problems(response)
    assert target == f"#id_{next(iter(values))}"
    label = BeautifulSoup(response.content, "html.parser").select_one(f"label[for={target[1:]}]").text
    assert message.startswith(label.partition("(")[0].strip())
    assert the_one().state == "draft"


def broken_links(interest):
    own = token_of(interest)
    return {
        "tampered": f"{own[:-2]}xy",
        "shortened": own[:20],
        "form of a call": links.new_form_token(interest.call),
        "of something else": make_key_token("registration", interest.key),
        "nobody's": make_key_token("interest", uuid4()),
    }


@pytest.mark.parametrize(
    "which", ["tampered", "shortened", "form of a call", "of something else", "nobody's"]
)
def test_somebody_elses_link_shows_nothing_and_does_nothing(client, call, draft, which):
    send(client, draft, attachments=upload())
    interest = the_one()
    file = interest.attachments.get()
    path = f"/skew/interest/{broken_links(interest)[which]}/"
    for part in ("", "change/", "withdraw/", "interest.pdf", f"files/{file.pk}/"):
        for response in (client.get(path + part), client.post(path + part, {"action": "submit"})):
            assert response.status_code in (404, 405, 410), part
            assert "Amina" not in response.content.decode()
            assert "Zwölf" not in response.content.decode()
    assert the_one().state == "submitted"


def test_a_link_opens_its_own_files_only(client, call, draft):
    send(client, draft, attachments=upload())
    mine = the_one()
    send(client, call, attachments=upload("fremd.pdf", PDF + b"fremd"))
    foreign = ExpressionOfInterest.objects.exclude(pk=mine.pk).get().attachments.get()
    assert client.get(f"{own_path(mine)}files/{foreign.pk}/").status_code == 404
    assert client.get(f"/documents/{foreign.pk}/{foreign.file_name}").status_code == 404


def test_an_old_link_says_that_it_is_old(client, draft, travel):
    from tests.programmes.interest.filling import CLOSES

    travel(CLOSES + timedelta(days=1190))
    assert client.get(draft).status_code == 200
    travel(CLOSES + timedelta(days=1300))
    assert client.get(draft).status_code == 410
