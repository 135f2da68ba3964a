"""What is kept and written down of an import: enough to follow it, and nothing personal."""

import json

import pytest

from skew_wagtail.exchange.models import ImportRun
from tests.exchange.sheets import KENNUNG, KIND, NAME, SHOP, import_rows

pytestmark = pytest.mark.usefixtures("terms")

PERSONAL = {
    "Ansprechperson": "Geheim Name", "Funktion": "Geheim Rolle", "Telefon": "030 445566 77",
    "E-Mail": "geheim@example.org", "Einwilligung": "Web", "Straße": "Geheimgasse 1", "PLZ": "00815",
    "Ort": "Geheimhausen", "Breitengrad": 51.7777, "Längengrad": 8.8888, "Interview durch": "Geheim Frager",
    "Interview mit": "Geheim Partner", "Interviewnotizen": "Geheim Notiz", "Wünsche an die Kommune": "Geheim Wunsch",
    "Kooperationsbedarfe": "Räume: Geheim Bedarf",
}  # fmt: skip
OTHER = {
    "Ansprechperson": "Geheim Zwei", "Telefon": "030 445566 88", "Straße": "Geheimweg 2", "Breitengrad": 51.7,
    "Interviewnotizen": "Geheim anders", "Kooperationsbedarfe": "Räume: Geheim zwei",
}  # fmt: skip
WRONG = {
    "Telefon": "geheim-falsch", "E-Mail": "geheim falsch", "Breitengrad": "geheim", "Einwilligung": "geheim",
    "Interview durch": "geheim" * 50, "Kooperationsbedarfe": "Geheim: nix", "Einwilligung am": "geheim",
}  # fmt: skip


def leaks(report):
    text = json.dumps(report, ensure_ascii=False).lower()
    return [word for word in ("geheim", "4455", "51.7", "8.88", "00815") if word in text]


def test_a_report_names_changed_personal_fields_without_their_values(directory):
    import_rows(directory, SHOP | PERSONAL | {"Kurztext": "Alt"}, publish=True)
    result = import_rows(directory, SHOP | PERSONAL | OTHER | {"Kurztext": "Neu"})
    (entry,) = result.report()["rows"]
    assert (entry["row"], entry["name"]) == (2, "Weltladen Ebersfurt e. V.")
    assert entry["changed"]["summary"] == ("Alt", "Neu")
    for key in ("contact_name", "phone", "street", "latitude", "interview_notes", "cooperation_needs"):
        assert entry["changed"][key] is None
    assert leaks(result.report()) == []


def test_errors_in_personal_columns_are_reported_without_the_value(directory):
    result = import_rows(directory, SHOP, {NAME: "Zwei", KIND: "Schule"} | WRONG, skip_invalid=True)
    report = result.report()
    assert {error["column"] for error in report["errors"]} == set(WRONG)
    assert all(error["message"] for error in report["errors"])
    assert leaks(report) == []


def test_errors_in_public_columns_are_reported_in_full(directory):
    report = import_rows(directory, SHOP | {"Handlungsfelder": "Fairer Handl"}).report()
    (error,) = report["errors"]
    message = error.pop("message")
    assert "Fairer Handl" in message
    assert error == {
        "row": 2,
        "name": SHOP[NAME],
        "outcome": "error",
        "column": "Handlungsfelder",
        "value": "Fairer Handl",
        "proposal": "Fairer Handel",
    }


def test_the_register_keeps_who_imported_what(directory, superuser):
    import_rows(directory, SHOP | PERSONAL, user=superuser, publish=True)
    import_rows(
        directory, SHOP | PERSONAL | OTHER, {KENNUNG: "B", NAME: "Zwei", KIND: "Schule"}, user=superuser
    )
    second, first = ImportRun.objects.all()
    assert (first.created_count, first.updated_count, second.created_count, second.updated_count) == (
        1,
        0,
        1,
        1,
    )
    assert (second.user, second.file_name, second.directory_id) == (superuser, "akteure.xlsx", directory.pk)
    assert (len(second.sha256), second.state, first.options["publish"]) == (64, "complete", True)
    assert first.started_at <= first.finished_at
    assert leaks(first.report) == leaks(second.report) == []


def test_the_register_cannot_be_rewritten(directory):
    run = import_rows(directory, SHOP).run
    run.file_name = "anders.xlsx"
    with pytest.raises(TypeError):
        run.save()
