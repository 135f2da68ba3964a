"""Import in the admin: upload, decide, look, import."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from wagtail.models import Site

from skew_wagtail.actors.models import ActorProfilePage
from skew_wagtail.exchange.importing import tasks
from skew_wagtail.exchange.models import ImportRun, ImportUpload
from skew_wagtail.privacy.models import ContactPerson
from tests.exchange.sheets import SHOP, table, workbook
from tests.factories import ActorProfileFactory, editor_group, make_user

pytestmark = pytest.mark.usefixtures("terms")

NEW = "/admin/skew/imports/new/"
CHOIR = SHOP | {"Kennung": "EBF-002", "Name der Organisation": "Chor der Welt", "Akteursart": "Schule"}


def sheet(*rows, name="akteure.xlsx"):
    return SimpleUploadedFile(name, workbook(table(rows)))


def upload(client, directory, *rows, **more):
    posted = {"file": sheet(*rows), "directory": str(directory.pk)} | more
    return client.post(NEW, posted)


def decide(client, address, **choices):
    """Decide about unknown words as they stand on the page; others stay open."""
    form = client.get(address).context["decisions"]
    posted = {
        field.html_name: choices[term.text] for field, term, _other in form.rows if term.text in choices
    }
    return client.post(f"{address}decide/", posted, follow=True)


def test_a_file_is_looked_at_before_anything_is_changed(admin, directory):
    ActorProfileFactory(
        parent=directory, title="Weltladen Ebersfurt e. V.", external_id="EBF-001", summary="Alt"
    )
    response = upload(admin, directory, SHOP | {"Kurztext": "Neu", "Ansprechperson": "Amina"}, CHOIR)
    html = admin.get(response.headers["Location"]).content.decode()
    for text in ("Chor der Welt", "Kurztext", "Alt", "Neu"):
        assert text in html
    assert "Amina" not in html
    assert ActorProfilePage.objects.count() == 1
    assert not ImportRun.objects.exists()
    assert not ContactPerson.objects.exists()


def test_what_was_looked_at_is_imported(admin, superuser, directory, apply):
    address = upload(admin, directory, SHOP, CHOIR, publish="on").headers["Location"]
    apply(admin, address)
    run = ImportRun.objects.get()
    assert (run.user, run.created_count) == (superuser, 2)
    assert set(ActorProfilePage.objects.live().values_list("title", flat=True)) == {
        "Weltladen Ebersfurt e. V.",
        "Chor der Welt",
    }
    assert admin.get(address).headers["Location"] == f"/admin/skew_exchange/importrun/inspect/{run.pk}/"


def test_the_file_is_not_kept_longer_than_needed(admin, directory, apply):
    address = upload(admin, directory, SHOP | {"Ansprechperson": "Amina"}).headers["Location"]
    apply(admin, address)
    assert bytes(ImportUpload.objects.get().data) == b""


def test_a_second_click_imports_nothing_twice(admin, directory, apply):
    address = upload(admin, directory, SHOP).headers["Location"]
    apply(admin, address)
    apply(admin, address)
    assert ImportRun.objects.count() == ActorProfilePage.objects.count() == 1


def test_an_unknown_word_is_decided_once_for_all_rows(admin, directory, apply):
    rows = (
        SHOP | {"Handlungsfelder": "Fair Handel; Fairer Handel"},
        CHOIR | {"Handlungsfelder": "Fair Handel"},
    )
    address = upload(admin, directory, *rows).headers["Location"]
    response = admin.get(address)
    [(field, term, _other)] = response.context["decisions"].rows
    assert (term.text, term.rows, term.proposal) == ("Fair Handel", [2, 3], "fair-trade")
    assert 'value="fair-trade" selected' in str(field)
    assert decide(admin, address, **{"Fair Handel": "fair-trade"}).context["decisions"].rows == []
    apply(admin, address)
    topics = [list(page.topics.values_list("slug", flat=True)) for page in ActorProfilePage.objects.all()]
    assert topics == [["fair-trade"], ["fair-trade"]]


def test_an_unknown_word_can_be_left_out(admin, directory, apply):
    address = upload(admin, directory, SHOP | {"Handlungsfelder": "Quatsch; Fairer Handel"}).headers[
        "Location"
    ]
    decide(admin, address, Quatsch="")
    apply(admin, address)
    assert [topic.slug for topic in ActorProfilePage.objects.get().topics.all()] == ["fair-trade"]
    run = ImportRun.objects.get()
    # The report tells of it; the register keeps no list of words for as long as rows of it are kept.
    assert "Quatsch" in str(run.report) and "Quatsch" not in str(run.options)


def test_what_is_not_decided_stays_an_error(admin, directory, apply):
    address = upload(admin, directory, SHOP | {"Handlungsfelder": "Quatsch"}, CHOIR).headers["Location"]
    decide(admin, address, Quatsch="?")
    apply(admin, address)
    assert not ActorProfilePage.objects.exists()
    assert "Zeilen mit Fehlern" in admin.get(address).content.decode()
    apply(admin, address, skip_invalid="on")
    assert ActorProfilePage.objects.get().title == "Chor der Welt"


def test_a_choice_that_does_not_exist_changes_nothing(admin, directory):
    address = upload(admin, directory, SHOP | {"Handlungsfelder": "Quatsch"}).headers["Location"]
    response = decide(admin, address, Quatsch="gibtesnicht")
    assert "gibt es nicht mehr" in response.content.decode()
    assert len(response.context["decisions"].rows) == 1


def test_a_file_that_cannot_be_read_says_why(admin, directory):
    response = admin.post(
        NEW, {"file": SimpleUploadedFile("a.xlsx", b"kaputt"), "directory": str(directory.pk)}
    )
    assert "weder eine Arbeitsmappe" in response.content.decode()
    assert not ImportUpload.objects.exists()


def test_a_large_file_is_refused_before_it_is_read(admin, directory, settings):
    settings.SKEW_WAGTAIL = {"IMPORT_MAX_BYTES": 2**20}
    file = SimpleUploadedFile("a.xlsx", b"0" * (2**20 + 1))
    response = admin.post(NEW, {"file": file, "directory": str(directory.pk)})
    assert "größer als 1 MB" in response.content.decode()


def test_an_import_that_breaks_changes_nothing_and_can_be_tried_again(admin, directory, apply, monkeypatch):
    address = upload(admin, directory, SHOP).headers["Location"]

    def fail(*args, **kwargs):
        raise RuntimeError("no space left")

    admin.get(address)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "import_actors", fail)
        apply(admin, address)
    assert "hat nichts geändert" in admin.get(address).content.decode()
    assert not ActorProfilePage.objects.exists()
    apply(admin, address)
    assert ActorProfilePage.objects.count() == 1


def test_while_it_runs_one_sees_how_far_it_is(admin, directory):
    address = upload(admin, directory, SHOP).headers["Location"]
    ImportUpload.objects.update(state="running")
    html = admin.get(address).content.decode()
    assert "<progress" in html
    assert "wird eingelesen" in html


# Who may.


@pytest.fixture
def editor(client, directory):
    group = editor_group(directory)
    group.permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(make_user(groups=[group]))
    return client


def test_an_editor_imports_into_their_own_directory_only(editor, directory):
    other = type(directory)(title="Anderswo", slug="anderswo")
    Site.objects.get(is_default_site=True).root_page.add_child(instance=other)
    html = editor.get(NEW).content.decode()
    assert "Akteure" in html
    assert "Anderswo" not in html
    response = upload(editor, other, SHOP)
    assert response.status_code == 200
    assert not ImportUpload.objects.exists()


def test_who_may_not_make_tags_is_not_asked(editor, directory):
    Permission.objects.get(codename="add_actortag").group_set.clear()
    assert "create_tags" not in editor.get(NEW).content.decode()


@pytest.mark.parametrize("codename", ["add_importrun", "add_contactperson", "change_contactperson"])
def test_each_permission_is_needed(editor, codename):
    assert editor.get(NEW).status_code == 200
    Permission.objects.get(codename=codename).group_set.clear()
    assert editor.get(NEW).status_code == 302


@pytest.mark.parametrize("action", ["", "decide/", "resolve/", "apply/"])
def test_the_file_of_another_account_is_not_found(admin, editor, directory, action):
    address = upload(editor, directory, SHOP).headers["Location"]
    editor.force_login(make_user("chef", superuser=True))
    assert (editor.post if action else editor.get)(f"{address}{action}").status_code == 404


# Conflicts, the report, and what happens meanwhile.


@pytest.fixture
def edited(directory, admin, apply):
    """A profile that was imported, then edited by hand."""
    apply(admin, upload(admin, directory, SHOP | {"Kurztext": "Alt", "Ziele": "Alt"}).headers["Location"])
    page = ActorProfilePage.objects.get()
    page.summary, page.goals = "Von Hand", "<p>Von Hand</p>"
    page.save_revision()
    return page


def test_an_editor_decides_conflicts(admin, directory, edited, apply):
    row = SHOP | {"Kurztext": "Neu", "Ziele": "Neu"}
    address = upload(admin, directory, row).headers["Location"]
    html = admin.get(address).content.decode()
    assert "hier bearbeitet seit dem letzten Einlesen" in html
    assert "Es gibt nichts einzulesen" in html
    admin.post(f"{address}resolve/", {"take": f"{edited.translation_key}:summary"})
    apply(admin, address)
    draft = ActorProfilePage.objects.get().get_latest_revision_as_object()
    assert (draft.summary, draft.goals) == ("Neu", "<p>Von Hand</p>")


def test_or_lets_the_file_win_everywhere(admin, directory, edited, apply):
    address = upload(admin, directory, SHOP | {"Kurztext": "Neu", "Ziele": "Neu"}).headers["Location"]
    admin.get(address)
    admin.post(f"{address}resolve/", {"all": ""})
    apply(admin, address)
    draft = ActorProfilePage.objects.get().get_latest_revision_as_object()
    assert (draft.summary, draft.goals) == ("Neu", "<p>Neu</p>")


def test_nothing_else_can_be_ticked(admin, directory, edited):
    address = upload(admin, directory, SHOP | {"Kurztext": "Neu"}).headers["Location"]
    admin.get(address)
    admin.post(f"{address}resolve/", {"take": [f"{edited.translation_key}:title", "x:y:z", ""]})
    assert ImportUpload.objects.latest("pk").options["overwrite"] == {}


def test_who_edits_a_profile_after_the_look_is_not_overwritten(admin, directory, edited, apply):
    address = upload(admin, directory, SHOP | {"Kurzbezeichnung": "WLE"}).headers["Location"]
    admin.get(address)
    edited.networks = "Neu dazugekommen"
    edited.save_revision()
    apply(admin, address)
    assert ImportRun.objects.count() == 1
    assert "seit Sie nachgesehen haben" in admin.get(address).content.decode()
    apply(admin, address)
    draft = ActorProfilePage.objects.get().get_latest_revision_as_object()
    assert (draft.short_name, draft.networks) == ("WLE", "Neu dazugekommen")


def test_rows_can_be_shown_by_what_happens(admin, directory):
    address = upload(
        admin,
        directory,
        SHOP,
        CHOIR,
        SHOP | {"Kennung": "EBF-9", "Name der Organisation": "", "Kurztext": "x"},
    ).headers["Location"]
    assert [line.row for line in admin.get(address).context["lines"]] == [2, 3, 4]
    assert [line.row for line in admin.get(f"{address}?show=error").context["lines"]] == [4]
    assert [line.row for line in admin.get(f"{address}?show=new&p=9").context["lines"]] == [2, 3]


@pytest.mark.parametrize("done", [False, True])
def test_the_report_is_a_workbook_with_every_row(admin, directory, apply, done):
    rows = [SHOP | {"Telefon": "geheim"}, CHOIR | {"Kurztext": "Singt"}]
    address = upload(admin, directory, *rows).headers["Location"]
    admin.get(address)
    if done:
        apply(admin, address, skip_invalid="on")
        address = f"/admin/skew/imports/runs/{ImportRun.objects.get().pk}/"
    response = admin.get(f"{address}report/")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    [_header, shop, choir] = book.active.iter_rows(values_only=True)
    assert (shop[0], shop[1], shop[2]) == (2, SHOP["Name der Organisation"], "Fehler")
    assert ("geheim" in shop[5]) is not done
    assert choir[:3] == (3, "Chor der Welt", "neu")
    assert "no-store" in response["Cache-Control"]
