"""Our pages in the admin: accessible in light and dark, on wide and narrow screens, without strangers."""

import re

import pytest
from django.core.cache import cache
from wagtail.models import Page, Site

from skew_wagtail.brochure.models import BrochureEdition
from skew_wagtail.exchange.importing.tasks import progress_key
from skew_wagtail.exchange.models import ImportUpload
from skew_wagtail.forum.workshop.models import WorkshopOrganisation
from skew_wagtail.programmes.interest.models import ExpressionOfInterest
from tests.browser.conftest import MODES

#: What axe finds in Wagtail's own frame, by rule and element, and an address where it is seen: of a page without
#: anything of ours, or the form of a snippet, whose template is Wagtail's.
WAGTAILS_OWN = {
    # The rich text editor.
    r"aria-input-field-name: .*public-DraftEditor-content": "/admin/pages/add/example_site/textpage/{home}/",
    r"scrollable-region-focusable: .*DraftEditor-root": "/admin/pages/add/example_site/textpage/{home}/",
    # The field for tags.
    r"label: \.ui-autocomplete-input": "/admin/images/{full.logo_id}/",
    # The forms of snippets have no heading, and their small map a small button.
    r"page-has-heading-one: html": "/admin/snippets/skew_vocabulary/topic/edit/{topic.pk}/",
    r"target-size: #w-minimap-toggle": "/admin/snippets/skew_vocabulary/topic/edit/{topic.pk}/",
}

ADMIN_PAGES = {
    "start page": "/admin/",
    "profiles": "/admin/skew/actors/",
    "profiles, filtered": "/admin/skew/actors/?topics={topic.pk}&status=live",
    "profiles, nothing found": "/admin/skew/actors/?q=gibtesnicht",
    "possible duplicates": "/admin/skew/actors/duplicates/",
    "two organisations": "/admin/skew/actors/duplicates/two/",
    "merge two profiles": "/admin/skew/actors/duplicates/merge/{full.pk}/{double.pk}/",
    "merge, refused": "/admin/skew/actors/duplicates/merge/{full.pk}/{full.pk}/",
    "new profile": "/admin/pages/add/skew_actors/actorprofilepage/{directory.pk}/",
    "new directory": "/admin/pages/add/skew_actors/actordirectorypage/{home}/",
    "inventories": "/admin/skew/inventories/",
    "board of inventories": "/admin/skew/inventories/board/",
    "internal notes of an inventory": "/admin/skew/inventories/notes/{inventory}/",
    "forums": "/admin/skew/forums/",
    "programmes": "/admin/skew/programmes/",
    "calls": "/admin/skew/calls/",
    "requests for advice": "/admin/skew_programmes/advicerequest/",
    "one request for advice": "/admin/skew_programmes/advicerequest/inspect/{advice_request.pk}/",
    "state of a request for advice": "/admin/skew/advice/{advice_request.pk}/state/",
    "answer to a request for advice": "/admin/skew/advice/{advice_request.pk}/answer/",
    "stories": "/admin/skew/stories/",
    "day of a workshop": "/admin/skew/workshop/{day}/",
    "organisation at a workshop": "/admin/skew/workshop/{day}/organisations/{present}/",
    "take over into a profile": "/admin/skew/workshop/{day}/organisations/{present}/profile/",
    "agreement": "/admin/skew/workshop/{day}/agreements/new/",
    "pairs": "/admin/skew/workshop/{day}/pairs/",
    "agreements as outcomes": "/admin/skew/workshop/{day}/outcomes/",
    "list of a workshop": "/admin/skew/workshop/{day}/list/?for=moderator",
    "workshops": "/admin/skew/workshops/",
    "open next steps": "/admin/skew/events/outcomes/?part=open",
    "series of events": "/admin/snippets/skew_forum/eventseries/",
    "registrations": "/admin/skew/registrations/{registration.event_id}/",
    "registrations, nothing found": "/admin/skew/registrations/{registration.event_id}/?q=gibtesnicht",
    "attendance": "/admin/skew/registrations/{registration.event_id}/attendance/",
    "add a registration": "/admin/skew/registrations/{registration.event_id}/add/",
    "write to the registered": "/admin/skew/registrations/{registration.event_id}/write/",
    "invite organisations": "/admin/skew/registrations/{registration.event_id}/invitations/",
    "cancel a registration": ("/admin/skew/registrations/{registration.event_id}/{registration.pk}/cancel/"),
    "brochures": "/admin/skew/brochures/",
    "one brochure": "/admin/skew/brochures/editions/{edition.brochure_id}/",
    "editions": "/admin/skew_brochure/brochureedition/",
    "one edition": "/admin/skew_brochure/brochureedition/inspect/{edition.pk}/",
    "topics": "/admin/snippets/skew_vocabulary/topic/",
    "one topic": "/admin/snippets/skew_vocabulary/topic/edit/{topic.pk}/",
    "tags": "/admin/snippets/skew_actors/actortag/",
    "people": "/admin/snippets/skew_privacy/contactperson/",
    "one person": "/admin/snippets/skew_privacy/contactperson/edit/{person.pk}/",
    "consents": "/admin/skew_privacy/consent/",
    "consents, filtered": "/admin/skew_privacy/consent/?state=active&channel=web",
    "one consent": "/admin/skew_privacy/consent/inspect/{consent.pk}/",
    "wordings": "/admin/snippets/skew_privacy/consentwording/",
    "one wording": "/admin/snippets/skew_privacy/consentwording/edit/{wording.pk}/",
    "refusals": "/admin/skew_privacy/listingrefusal/",
    "one refusal": "/admin/skew_privacy/listingrefusal/inspect/{refusal.pk}/",
    "new refusal": "/admin/skew_privacy/listingrefusal/create/",
    "letters": "/admin/skew_privacy/outgoingletter/",
    "one letter": "/admin/skew_privacy/outgoingletter/inspect/{letter.pk}/",
    "send a letter again": "/admin/skew/privacy/letters/{letter.pk}/again/",
    "lift a refusal": "/admin/skew/privacy/refusals/{refusal.pk}/lift/",
    "consents of an organisation": "/admin/skew/privacy/{full.translation_key}/",
    "record a consent": "/admin/skew/privacy/{full.translation_key}/consent/",
    "record a withdrawal": "/admin/skew/privacy/{full.translation_key}/withdrawal/",
    "send a link": "/admin/skew/privacy/{full.translation_key}/link/",
    "settings of data protection": "/admin/settings/skew_privacy/privacysettings/{site}/",
    "retention periods": "/admin/settings/skew_privacy/retentionsettings/",
    "applications": "/admin/skew_inventory/inventoryapplication/",
    "one application": "/admin/skew_inventory/inventoryapplication/inspect/{application.pk}/",
    "state of an application": "/admin/skew/inventory/applications/{application.pk}/state/",
    "inventory from an application": "/admin/skew/inventory/applications/{application.pk}/project/",
    "one suggestion": "/admin/skew_inventory/inventorysuggestion/inspect/{suggestion.pk}/",
    "settings of applications": "/admin/settings/skew_inventory/applicationsettings/{site}/",
    "research lists": "/admin/skew/inventory/research/",
    "research list": "/admin/skew/inventory/research/{inventory}/",
    "research list, nothing found": "/admin/skew/inventory/research/{inventory}/?q=gibtesnicht",
    "new entry of a research list": "/admin/skew/inventory/research/{inventory}/add/",
    "many entries of a research list": "/admin/skew/inventory/research/{inventory}/add-many/",
    "team and guide": "/admin/skew/inventory/research/{inventory}/setup/",
    "one entry of a research list": "/admin/skew/inventory/research/entries/{entry.pk}/",
    "entry declined": "/admin/skew/inventory/research/entries/{entry.pk}/decline/",
    "interview": "/admin/skew/inventory/research/entries/{entry.pk}/interview/",
    "ask for an approval": "/admin/skew/inventory/research/entries/{entry.pk}/approval/ask/",
    "record an approval": "/admin/skew/inventory/research/entries/{entry.pk}/approval/record/",
    "interview guides": "/admin/snippets/skew_inventory/interviewguide/",
    "expressions of interest": "/admin/skew_programmes/expressionofinterest/",
    "expressions of interest, filtered": "/admin/skew_programmes/expressionofinterest/?state=chosen&call={closed}",
    "expressions of interest, nothing found": "/admin/skew_programmes/expressionofinterest/?q=gibtesnicht",
    "one expression of interest": "/admin/skew_programmes/expressionofinterest/inspect/{interest}/",
    "review": "/admin/skew/selection/review/{interest}/",
    "who reviews": "/admin/skew/selection/calls/{closed}/reviewers/",
    "ranking": "/admin/skew/selection/calls/{closed}/ranking/",
    "ranking of nothing": "/admin/skew/selection/calls/{call}/ranking/",
    "decide": "/admin/skew/selection/calls/{closed}/decide/",
    "notes on an expression of interest": "/admin/skew/selection/interests/{interest}/notes/",
    "publish as model municipality": "/admin/skew/selection/interests/{interest}/publish/",
    "publish the selection": "/admin/skew/selection/calls/{closed}/publish/",
    "letters about decisions": "/admin/settings/skew_programmes/decisionlettersettings/{site}/",
    "new import": "/admin/skew/imports/new/",
    "import to look at": "/admin/skew/imports/{upload.pk}/",
    "columns of an import": "/admin/skew/imports/{upload.pk}/columns/",
    "export of profiles": "/admin/skew/exports/new/",
    "imports": "/admin/skew_exchange/importrun/",
    "imports, nothing found": "/admin/skew_exchange/importrun/?q=gibtesnicht",
    "undo an import": "/admin/skew/imports/runs/{import_run.pk}/undo/",
    "one import": "/admin/skew_exchange/importrun/inspect/{import_run.pk}/",
}
FORMS = {
    "profile": "/admin/pages/{full.pk}/edit/",
    "inventory": "/admin/pages/{inventory}/edit/",
    "forum": "/admin/pages/{forum}/edit/",
    "programme": "/admin/pages/{programme}/edit/",
    "call": "/admin/pages/{call}/edit/",
    "advice": "/admin/pages/{advice}/edit/",
    "story": "/admin/pages/{story}/edit/",
    "workshop": "/admin/pages/{workshop}/edit/",
    "brochure": "/admin/pages/{edition.brochure_id}/edit/",
}


def address(world, template):
    slugs = {
        "home": "start",
        "inventory": "projekt",
        "forum": "vergangen",
        "workshop": "werkstatt",
        "programme": "qualifizierung",
        "call": "offen",
        "advice": "beratung",
        "story": "ein-tisch",
        "closed": "geschlossen",
        "day": "workshop",
        "text": "datenschutz",
    }
    keys = {name: Page.objects.get(slug=slug).pk for name, slug in slugs.items()}
    keys["present"] = WorkshopOrganisation.objects.order_by("pk").first().pk
    keys["interest"] = ExpressionOfInterest.objects.get(state="chosen").pk
    keys["site"] = Site.objects.get().pk
    return template.format(**vars(world), **keys)


def look_everywhere(editor, modes=MODES):
    found = {}
    for mode in modes:
        editor.look(*mode)
        found[mode] = [line for line in editor.axe() if not any(re.match(own, line) for own in WAGTAILS_OWN)]
    return {mode: lines for mode, lines in found.items() if lines}


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_axe_finds_nothing(world, editor, name):
    editor.open(address(world, ADMIN_PAGES[name]))
    assert look_everywhere(editor) == {}
    assert editor.foreign == []


@pytest.mark.parametrize("name", FORMS)
def test_axe_finds_nothing_on_any_tab(world, editor, name):
    editor.look("light", 1280)
    page = editor.open(address(world, FORMS[name]))
    found = {}
    tabs = page.locator("[role=tablist] [role=tab]")
    for number in range(tabs.count()):
        editor.look("light", 1280)
        tab = page.locator("[role=tab]").nth(number)
        tab.click()
        page.mouse.move(0, 0)
        found[tab.inner_text()] = look_everywhere(editor, (("light", 1280), ("dark", 320)))
    assert len(found) > 2
    assert {tab: faults for tab, faults in found.items() if faults} == {}
    assert editor.foreign == []


def test_wagtails_own_faults_are_not_mended_yet(world, editor):
    """What Wagtail has mended is to be struck from the list."""
    seen = {}
    for template in set(WAGTAILS_OWN.values()):
        editor.open(address(world, template))
        seen[template] = []
        for mode in MODES:
            editor.look(*mode)
            seen[template] += editor.axe()
    mended = [
        own for own, page in WAGTAILS_OWN.items() if not any(re.match(own, line) for line in seen[page])
    ]
    assert mended == []


def test_a_running_build_is_followed_to_its_end(world, editor):
    """The page shows how far it is without being loaded anew, and the result when it is done."""
    running = BrochureEdition.objects.create(brochure=world.edition.brochure, title="Eine Welt")
    page = editor.open(f"/admin/skew/brochures/editions/{world.edition.brochure_id}/")
    assert look_everywhere(editor) == {}
    BrochureEdition.objects.filter(pk=running.pk).update(percent=42)
    page.locator("[data-skew-percent]", has_text="42").wait_for()
    running.delete()
    page.locator("form[action$='/build/']").wait_for()


def test_a_running_import_is_followed_to_its_end(world, editor):
    """The page shows how far it is without being loaded anew, and goes on when it is done."""
    uploads = ImportUpload.objects.filter(pk=world.upload.pk)
    uploads.update(state="running")
    page = editor.open(f"/admin/skew/imports/{world.upload.pk}/")
    assert look_everywhere(editor) == {}
    cache.set(progress_key(world.upload.pk), 42)
    page.locator("[data-skew-progress]", has_text="42 %").wait_for()
    uploads.update(state="done", run=world.import_run)
    page.wait_for_url(f"**/importrun/inspect/{world.import_run.pk}/")
    uploads.update(state="ready", run=None)
