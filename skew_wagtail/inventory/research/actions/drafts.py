"""From an interview to the draft of a profile: empty fields are filled, texts that are there stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape, linebreaks, strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from skew_wagtail.actors.models import ActorDirectoryPage, ActorLink, ActorProfilePage, ActorRecord
from skew_wagtail.privacy.refusals import Refusals, refusal_message

from ..accounts import account_name
from ..models import EntryState, Interview, ProfileField, ResearchEntry
from .entries import EntryRefused
from .logging import log_entry

#: Into these fields an answer is written; with all others it helps whoever writes.
_RICH = (
    ProfileField.DESCRIPTION,
    ProfileField.GOALS,
    ProfileField.ACTIVITIES_LOCAL,
    ProfileField.ACTIVITIES_ABROAD,
)
_PLAIN = (ProfileField.SUMMARY, ProfileField.NETWORKS)


@dataclass
class Draft:
    """What came of it: the page, and in words what was filled, what had a text and was left, what is to be done."""

    page: ActorProfilePage
    is_new: bool = False
    filled: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    too_long: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)


@transaction.atomic
def make_draft(entry: ResearchEntry, directory: ActorDirectoryPage | None, *, user: Any) -> Draft:
    """Make the draft of an entry's profile below a directory, or fill what is empty in the one that it has.

    Nothing is published. Asked for twice, there is one page.

    Raises:
        EntryRefused: the actor refused to be listed, or the user may not add or edit the page.
    """
    entry = ResearchEntry.objects.select_for_update(of=("self",)).select_related("profile").get(pk=entry.pk)
    if refusal := Refusals().find([entry.name], entry.profile.translation_key if entry.profile else None):
        raise EntryRefused(refusal_message(refusal))
    draft = _update(entry, user) if entry.profile else _create(entry, directory, user)
    _fill_record(entry, draft.page)
    return draft


def _update(entry: ResearchEntry, user: Any) -> Draft:
    permissions = entry.profile.permissions_for_user(user)
    if not permissions.can_edit():
        raise EntryRefused(_("You may not edit this profile. Please ask the editors."))
    if permissions.page_locked():
        raise EntryRefused(_("The profile is locked at the moment. Please try again later."))
    draft = Draft(entry.profile.get_latest_revision_as_object())
    _fill(draft, entry)
    if draft.filled:
        # Like the editor's form: what publishing needs, a draft may lack.
        draft.page.save_revision(user=user, log_action=True, clean=False)
        log_entry(entry, "update_draft", user, {"page": draft.page.pk})
    return draft


def _create(entry: ResearchEntry, directory: ActorDirectoryPage | None, user: Any) -> Draft:
    if directory is None or not directory.permissions_for_user(user).can_add_subpage():
        raise EntryRefused(_("You may not add profiles to this directory. Please ask the editors."))
    page = ActorProfilePage(title=entry.name, owner=user, live=False, locale=directory.locale)
    draft = Draft(page, is_new=True)
    _fill(draft, entry)
    directory.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    log(instance=page, action="wagtail.create", user=user)
    entry.profile = page
    entry.save(update_fields=["profile"])
    log_entry(entry, "make_draft", user, {"page": page.pk})
    return draft


def _fill(draft: Draft, entry: ResearchEntry) -> None:
    """Fill what is empty and say what was left; the page is not saved."""
    page = draft.page
    if entry.kind_id and page.kind_id is None:
        page.kind = entry.kind
        draft.filled.append(_label("kind"))
    if entry.web_address and not page.links.exists():
        page.links.add(ActorLink(url=entry.web_address))
        draft.filled.append(str(capfirst(entry._meta.get_field("web_address").verbose_name)))
    for name, text in _answers(entry):
        if name not in (*_RICH, *_PLAIN):
            draft.by_hand.append(str(capfirst(ProfileField(name).label)))
            continue
        value = linebreaks(escape(text)) if name in _RICH else text
        longest = page._meta.get_field(name).max_length
        before = getattr(page, name)
        if strip_tags(before).strip():
            if strip_tags(before).split() != strip_tags(value).split():
                draft.left.append(_label(name))
        elif longest and len(value) > longest:
            draft.too_long.append(_label(name))
        else:
            setattr(page, name, value)
            draft.filled.append(_label(name))


def _answers(entry: ResearchEntry) -> Iterator[tuple[str, str]]:
    """The answers by the field that they help with; several of one field make one text."""
    found: dict[str, list[str]] = {}
    for row in _interview(entry).answers.exclude(helps_with="") if _interview(entry) else ():
        if row.reply.strip():
            found.setdefault(row.helps_with, []).append(row.reply.replace("\r\n", "\n").strip())
    yield from ((name, "\n\n".join(texts)) for name, texts in found.items())


def _label(name: str) -> str:
    return str(capfirst(ActorProfilePage._meta.get_field(name).verbose_name))


def _interview(entry: ResearchEntry) -> Interview | None:
    return getattr(entry, "interview", None)


def _fill_record(entry: ResearchEntry, page: ActorProfilePage) -> None:
    """Tell the internal record of the actor who asked and when; notes and answers stay with the interview."""
    interview = _interview(entry)
    if interview is None or entry.state != EntryState.INTERVIEWED or interview.appointment_at is None:
        return
    record, _new = ActorRecord.objects.get_or_create(pk=page.translation_key)
    if record.interviewed_on is None:
        record.interviewed_on = timezone.localtime(interview.appointment_at).date()
        if interview.asked_by and not record.interviewer:
            record.interviewer = account_name(interview.asked_by)
        record.save()
