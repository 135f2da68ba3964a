"""The actor's word on its profile (Freigabe): asked by a letter, given by its link or recorded by hand."""

import hashlib
import json
import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Revision, Site

from skew_wagtail.actors.models import ActorContact, ActorProfilePage
from skew_wagtail.privacy.models import PrivacySettings
from skew_wagtail.privacy.refusals import Refusals, refusal_message
from skew_wagtail.privacy.throttle import allowed

from ..letters import send_question, send_wish
from ..models import ApprovalState, ApprovalWay, ProfileApproval, ResearchEntry
from .entries import EntryRefused
from .logging import log_entry

#: Letters that one mailbox gets in a day.
_LETTERS, _DAY = 5, 24 * 60 * 60
#: Of the profile's fields and lists, what says nothing about the organisation itself.
_NOT_SAID = {"page_ptr", "external_id", "data_as_of"}
_OF_A_ROW = ("pk", "page", "content_object", "sort_order")


def fingerprint(revision: Revision) -> str:
    """The same for versions of a profile that say the same; people and address are a matter of consent."""
    content = revision.content
    meta = ActorProfilePage._meta
    names = {column.name for column in (*meta.local_fields, *meta.local_many_to_many)} - _NOT_SAID
    said = {name: _unordered(content.get(name)) for name in ("title", *names)}
    for relation in get_all_child_relations(ActorProfilePage):
        name = relation.get_accessor_name()
        if name != COMMENTS_RELATION_NAME and relation.related_model is not ActorContact:
            rows = content.get(name) or []
            said[name] = [{key: value for key, value in row.items() if key not in _OF_A_ROW} for row in rows]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _unordered(value: Any) -> Any:
    """Chosen terms come in any order."""
    return sorted(value, key=str) if isinstance(value, list) else value


def keep_up(revision: Revision) -> None:
    """A new version of a profile that says what was approved is approved, too."""
    given = ProfileApproval.objects.filter(
        entry__profile=int(revision.object_id), state=ApprovalState.APPROVED
    )
    for approval in given:
        if approval.fingerprint == fingerprint(revision):
            ProfileApproval.objects.filter(pk=approval.pk).update(revision=revision)


def is_current(entry: ResearchEntry) -> bool:
    """Whether the actor approved its profile as it stands now, unpublished changes included."""
    approval = getattr(entry, "approval", None)
    return bool(
        approval
        and entry.profile
        and approval.state == ApprovalState.APPROVED
        and approval.revision_id is not None
        and approval.revision_id == entry.profile.latest_revision_id
    )


def ask(entry: ResearchEntry, site: Site, *, user: Any) -> None:
    """Send the actor a letter with a link to its draft; links of earlier letters end.

    Raises:
        EntryRefused: there is nothing to ask for, or nobody to ask.
    """
    revision = _askable(entry, user)
    if is_current(entry):
        raise EntryRefused(_("The profile is approved as it stands. There is nothing to ask for."))
    if not entry.contact_email:
        raise EntryRefused(_("The entry has no mail address. Please enter one, or ask by phone."))
    if PrivacySettings.for_site(site).published_privacy_page is None:
        raise EntryRefused(
            _("Forms go online once the site has a privacy page. Please choose one in the settings.")
        )
    if not allowed("approval-letter", entry.contact_email, limit=_LETTERS, seconds=_DAY):
        raise EntryRefused(_("This mailbox got several letters today. Please wait until tomorrow."))
    with transaction.atomic():
        approval = _bound(entry, revision)
        approval.key = uuid.uuid4()
        approval.state, approval.asked_at = ApprovalState.ASKED, timezone.now()
        approval.answered_on, approval.way, approval.recorded_by = None, "", None
        approval.save()
        log_entry(entry, "ask_approval", user)
        if not send_question(approval, site):
            # Rolls back: nobody was asked, and the link before still works.
            raise EntryRefused(_("The letter could not be sent. Please try again later."))


@transaction.atomic
def record_answer(
    entry: ResearchEntry, state: str, *, way: str, answered_on: date, wished_change: str = "", user: Any
) -> None:
    """Record what the actor said on paper, by phone or by mail to the profile as it stands now.

    Raises:
        EntryRefused: there is no profile, or not for this user.
    """
    approval = _bound(entry, _askable(entry, user))
    approval.state, approval.way, approval.answered_on = state, way, answered_on
    approval.wished_change, approval.recorded_by = wished_change, user
    approval.save()
    log_entry(entry, "record_approval", user, {"state": str(state), "way": str(way)})


def answer(approval: ProfileApproval, state: str, *, revision_id: int, wished_change: str = "") -> bool:
    """Take the actor's word by its link on the version that it saw; false when there is a newer one by now.

    The team learns of each wish once, also when its button was pressed twice.
    """
    before = _take(approval, state, revision_id, wished_change)
    if before is None:
        return False
    if state == ApprovalState.CHANGE_WISHED and before != (state, wished_change):
        send_wish(approval.entry)
    return True


@transaction.atomic
def _take(
    approval: ProfileApproval, state: str, revision_id: int, wished_change: str
) -> tuple[str, str] | None:
    """Write the answer down; state and wish that stood there before, or nothing when the version is not the last."""
    approval = ProfileApproval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    profile = ActorProfilePage.objects.filter(pk=approval.entry.profile_id).first()
    if profile is None or profile.latest_revision_id != revision_id:
        return None
    before = (approval.state, approval.wished_change)
    approval.revision, approval.fingerprint = profile.latest_revision, fingerprint(profile.latest_revision)
    approval.state, approval.wished_change = state, wished_change
    approval.way, approval.answered_on, approval.recorded_by = ApprovalWay.LINK, timezone.localdate(), None
    approval.save()
    log_entry(approval.entry, "answer_approval", None, {"state": str(state)})
    return before


def _askable(entry: ResearchEntry, user: Any) -> Revision:
    """The version of the profile that the actor is asked for.

    Only who may edit a profile may show its draft to somebody.
    """
    if entry.profile is None:
        raise EntryRefused(_("There is no profile yet. Please make the draft first."))
    if not entry.profile.permissions_for_user(user).can_edit():
        raise EntryRefused(_("You may not edit this profile. Please ask the editors."))
    if refusal := Refusals().find([entry.name], entry.profile.translation_key):
        raise EntryRefused(refusal_message(refusal))
    if entry.profile.latest_revision is None:
        raise EntryRefused(_("The profile has no saved version yet. Please open and save it once."))
    return entry.profile.latest_revision


def _bound(entry: ResearchEntry, revision: Revision) -> ProfileApproval:
    approval = ProfileApproval.objects.filter(entry=entry).first() or ProfileApproval(entry=entry)
    approval.revision, approval.fingerprint = revision, fingerprint(revision)
    return approval
