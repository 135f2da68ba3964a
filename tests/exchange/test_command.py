"""The command as the person at the terminal meets it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.models import ImportRun
from tests.exchange.sheets import KIND, NAME, SHOP, csv_text, save, table

pytestmark = pytest.mark.usefixtures("terms")


def run(path, directory="/akteure/", **options):
    """Output and messages of the command."""
    out, err = io.StringIO(), io.StringIO()
    call_command("skew_import_actors", str(path), directory=str(directory), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def refused(path, directory="/akteure/", **options):
    """The message with which the command gives up; its exit code is 2."""
    with pytest.raises(CommandError) as caught:
        run(path, directory, **options)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_a_workbook_is_imported(directory, tmp_path, superuser):
    path = save(tmp_path, SHOP, {NAME: "Zwei", KIND: "Schule"})
    out, err = run(path, user="chefin", publish=True)
    assert "2" in out and not err
    assert ActorProfilePage.objects.live().count() == 2
    assert ImportRun.objects.get().user == superuser


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_imported(directory, tmp_path, encoding):
    path = tmp_path / "akteure.csv"
    path.write_bytes(csv_text(table([SHOP | {"Straße": "Färbergasse"}])).encode(encoding))
    run(path)
    assert ActorProfilePage.objects.get().title == SHOP[NAME]


def test_english_headers_are_imported(directory, tmp_path):
    row = {"Name of the organisation": "World Shop", "Kind of actor": "World shop", "Topics": "Fair trade"}
    run(save(tmp_path, row))
    assert [topic.slug for topic in ActorProfilePage.objects.get().topics.all()] == ["fair-trade"]


@pytest.mark.parametrize("name", ["{pk}", "/akteure/", "akteure", "/akteure"])
def test_a_directory_is_named_by_path_or_number(directory, tmp_path, name):
    run(save(tmp_path, SHOP), name.format(pk=directory.pk))
    assert ActorProfilePage.objects.child_of(directory).count() == 1


@pytest.mark.parametrize("name", ["/anders/", "999999", "9" * 30, "1", "/"])
def test_an_unknown_directory_is_refused_with_those_there_are(directory, tmp_path, name):
    assert "/akteure/" in refused(save(tmp_path, SHOP), name)


def test_an_unknown_account_is_refused(directory, tmp_path):
    assert "niemand" in refused(save(tmp_path, SHOP), user="niemand")


def test_a_missing_file_is_refused(directory, tmp_path):
    assert "fehlt.xlsx" in refused(tmp_path / "fehlt.xlsx")


def test_a_folder_that_is_missing_is_noticed_before_the_import(directory, tmp_path):
    assert "nirgends" in refused(save(tmp_path, SHOP), report=tmp_path / "nirgends" / "report.json")
    assert not ActorProfilePage.objects.exists()


def test_a_wrong_file_is_refused_in_one_message(directory, tmp_path):
    path = tmp_path / "akteure.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert "\n" not in refused(path)
    assert not ImportRun.objects.exists()


def test_headers_alone_are_no_import(directory, tmp_path):
    refused(save(tmp_path, dict.fromkeys(SHOP)))


def test_all_errors_are_printed_and_nothing_is_changed(directory, tmp_path):
    bad = {NAME: "Zwei", KIND: "Weltladn", "Handlungsfelder": "Fairer Handl"}
    text = refused(save(tmp_path, SHOP, bad))
    assert (
        "Weltladn" in text
        and "Fairer Handl" in text
        and "Fairer Handel" in text
        and "Handlungsfelder" in text
    )
    assert not ActorProfilePage.objects.exists() and not ImportRun.objects.exists()


def test_rows_with_errors_are_listed_when_left_out(directory, tmp_path):
    out, err = run(save(tmp_path, SHOP, {NAME: "Zwei", KIND: "Weltladn"}), skip_invalid=True)
    assert "Weltladn" in err and "3" in err
    assert ActorProfilePage.objects.count() == 1


def test_a_dry_run_says_what_would_happen(directory, tmp_path):
    run(save(tmp_path, SHOP))
    out, _err = run(save(tmp_path, SHOP | {"Kurztext": "Neu"}, {NAME: "Zwei", KIND: "Schule"}), dry_run=True)
    assert "Zwei" in out and SHOP[NAME] in out
    assert (ActorProfilePage.objects.count(), ImportRun.objects.count()) == (1, 1)


def test_a_dry_run_with_errors_is_refused_too(directory, tmp_path):
    refused(save(tmp_path, SHOP | {KIND: "Weltladn"}), dry_run=True)


@pytest.mark.parametrize("bad", [False, True])
def test_a_report_is_written_whether_the_import_succeeds_or_not(directory, tmp_path, bad):
    report = tmp_path / "report.json"
    path = save(tmp_path, SHOP | {KIND: "Weltladn" if bad else "Weltladen"})
    if bad:
        refused(path, report=report)
    else:
        run(path, report=report)
    written = json.loads(report.read_text(encoding="utf-8"))
    assert set(written) == {"file", "sha256", "rows", "errors", "notes"}
    assert (len(written["rows"]), len(written["errors"])) == ((0, 1) if bad else (1, 0))


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_somebody_at_a_terminal_sees_how_far_it_is(directory, tmp_path):
    out = Terminal()
    path = save(tmp_path, *({NAME: f"Verein {number}", KIND: "Schule"} for number in range(3)))
    call_command("skew_import_actors", str(path), directory="/akteure/", stdout=out, stderr=io.StringIO())
    assert "50 %" in out.getvalue() and "100 %" in out.getvalue()
