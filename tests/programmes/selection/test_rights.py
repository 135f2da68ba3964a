"""Who sees, reviews and decides what came in for a call; a reviewer learns nothing of another call."""

import pytest

from skew_wagtail.programmes.interest.models import InterestState
from tests.factories import make_user
from tests.programmes.making import InterestFactory
from tests.programmes.selection.making import add_review, make_reviewer

REGISTER = "/admin/skew_programmes/expressionofinterest/"


def inspect(interest):
    return f"{REGISTER}inspect/{interest.pk}/"


def attach(interest):
    return interest.attachments.create(
        file_name="Beschluß „2026“.pdf", content_type="application/pdf", size=4, content=b"%PDF"
    )


def paths(interest):
    """Every address about an expression of interest, with who gets in by name."""
    call, pk = interest.call_id, interest.pk
    root = "/admin/skew/selection/"
    return {
        "list": REGISTER,
        "inspect": inspect(interest),
        "attachment": f"{root}attachments/{attach(interest).pk}/",
        "ranking": f"{root}calls/{call}/ranking/",
        "export": f"{root}calls/{call}/ranking/?export=csv",
        "review": f"{root}review/{pk}/",
        "next": f"{root}calls/{call}/next/",
        "reviewers": f"{root}calls/{call}/reviewers/",
        "decide": f"{root}calls/{call}/decide/",
        "letter": f"{root}interests/{pk}/letter/",
        "letters": f"{root}calls/{call}/letters/",
        "notes": f"{root}interests/{pk}/notes/",
        "publish": f"{root}interests/{pk}/publish/",
        "publish selection": f"{root}calls/{call}/publish/",
    }


#: What each account may open beside the register and what stands in it; nobody's name in the log, nothing elsewhere.
SEES = {"list", "inspect", "attachment", "ranking", "export"}
DECIDES = {"decide", "letter", "letters", "notes"}
PUBLISHES = {"publish", "publish selection", "reviewers"}
OPENS = {
    "superuser": SEES | DECIDES | PUBLISHES,
    "editor": SEES | DECIDES | PUBLISHES,
    # Neither the page of the programme nor that of the call.
    "decider": SEES | DECIDES,
    "viewer": SEES,
    "reviewer": SEES | {"review", "next"},
    "foreign_reviewer": {"list"},
    "nobody": set(),
}


@pytest.fixture
def accounts(superuser, editor, decider, viewer, reviewer, other_call):
    return {
        "superuser": superuser,
        "editor": editor,
        "decider": decider,
        "viewer": viewer,
        "reviewer": reviewer,
        "foreign_reviewer": make_reviewer(other_call, "fremd"),
        "nobody": make_reviewer(other_call, "niemand"),
    }


@pytest.mark.parametrize("name", OPENS)
def test_who_opens_what(client, accounts, interest, name):
    interest.state = InterestState.CHOSEN
    interest.save()
    add_review(interest, accounts["reviewer"], 3, 4)
    if name == "nobody":
        accounts[name].delete()
        accounts[name] = make_user(name, groups=list(accounts["reviewer"].groups.all()))
    client.force_login(accounts[name])
    opened = set()
    for what, path in paths(interest).items():
        response = client.get(path)
        # On to the ranking, for everything is reviewed.
        if response.status_code == 200 or (what == "next" and "ranking" in response.headers["Location"]):
            opened.add(what)
        elif response.status_code == 302:
            back = ("/admin/", inspect(interest), f"/admin/skew/selection/calls/{interest.call_id}/ranking/")
            assert response.headers["Location"] in back, what
        if what not in ("list", "reviewers"):
            assert (client.post(path, {}).status_code == 200) <= (what in OPENS[name]), what
    assert opened == OPENS[name]


def test_a_foreign_call_is_refused_with_a_clear_sentence_and_nothing_of_it(
    client, reviewer, interest, foreign
):
    client.force_login(reviewer)
    for what, path in paths(foreign).items():
        response = client.get(path, follow=True)
        text = response.content.decode()
        assert "Fremdhausen" not in text, what
        assert "Geheimer Aufruf" not in text, what
        assert "amina" not in text, what
        if what not in ("list", "reviewers"):
            assert "You do not review this call" in text, what


def test_a_reviewer_finds_the_own_call_in_menu_list_filter_and_export(client, reviewer, interest, foreign):
    client.force_login(reviewer)
    assert REGISTER in client.get("/admin/").content.decode()
    for query in ("", "?call=" + str(foreign.call_id), "?q=Fremd", "?q=stadt", "?state=submitted"):
        text = client.get(REGISTER + query).content.decode()
        assert "Fremdhausen" not in text
        assert "Geheimer Aufruf" not in text
    assert "Übersfürth" in client.get(REGISTER).content.decode()
    for kind in ("csv", "xlsx"):
        content = b"".join(client.get(f"{REGISTER}?export={kind}").streaming_content)
        assert b"Fremdhausen" not in content
        assert content


def test_without_a_call_to_review_there_is_no_register(client, reviewer, call):
    call.reviewers.all().delete()
    client.force_login(reviewer)
    assert client.get(REGISTER).headers["Location"] == "/admin/"
    assert REGISTER not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["superuser", "editor", "viewer", "reviewer"])
def test_drafts_are_nobodys_business(client, accounts, call, name):
    draft = InterestFactory(call=call, state=InterestState.DRAFT, municipality_name="Stadt Entwurf")
    client.force_login(accounts[name])
    about = paths(draft)
    for what in ("inspect", "attachment", "review", "letter", "notes", "publish"):
        assert client.get(about[what]).status_code == 404, what
    for what in ("list", "ranking"):
        assert "Entwurf" not in client.get(about[what]).content.decode(), what


def test_internal_notes_are_for_who_decides(client, accounts, interest):
    interest.register_notes = "Rückruf des Bürgermeisters"
    interest.save()
    seen = {}
    for name in ("superuser", "editor", "viewer", "reviewer"):
        client.force_login(accounts[name])
        seen[name] = "Rückruf" in client.get(inspect(interest)).content.decode()
    assert seen == {"superuser": True, "editor": True, "viewer": False, "reviewer": False}


def test_a_reviewer_sees_what_others_say_only_afterwards(client, call, interest, reviewer):
    second = make_reviewer(call, "zweite")
    add_review(interest, second, 1, 2, notes="Zu wenig Zeit")
    client.force_login(reviewer)
    ranking = paths(interest)["ranking"]

    def seen():
        pages = [client.get(path) for path in (inspect(interest), REGISTER, ranking, ranking + "?export=csv")]
        text = "".join(
            page.getvalue().decode() if page.streaming else page.content.decode() for page in pages
        )
        return "Zu wenig Zeit" in text, "1.67" in text, "3.17" in text

    assert seen() == (False, False, False)
    add_review(interest, reviewer, 4, 5)
    # (1 + 4) / 2 once, (2 + 5) / 2 twice; the lowest mean is 5/3.
    assert seen() == (True, True, True)


def test_an_account_that_is_switched_off_sees_nothing(client, reviewer, interest):
    client.force_login(reviewer)
    reviewer.is_active = False
    reviewer.save()
    assert "Übersfürth" not in client.get(inspect(interest), follow=True).content.decode()


def test_buttons_lead_from_the_call_to_its_selection(client, accounts, call):
    for name, ranking, reviewers in (("editor", True, True), ("superuser", True, True)):
        client.force_login(accounts[name])
        text = client.get(f"/admin/pages/{call.pk}/edit/").content.decode()
        assert (f"/selection/calls/{call.pk}/ranking/" in text) is ranking
        assert (f"/selection/calls/{call.pk}/reviewers/" in text) is reviewers
        listing = client.get(f"/admin/pages/{call.get_parent().pk}/").content.decode()
        assert f"/selection/calls/{call.pk}/ranking/" in listing
