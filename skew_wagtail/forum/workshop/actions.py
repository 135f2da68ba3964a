"""What is done on the day of a workshop and after it; each ends in a line of the workshop's audit log."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from skew_wagtail.actors.models import ActorProfilePage, CooperationNeed, CooperationOffer
from skew_wagtail.privacy.models import Channel
from skew_wagtail.privacy.publishing import consent_state

from ..models import EventOutcome, NetworkingWorkshopPage, OutcomeState
from .forms import AgreementForm, Entry, StatementForm, cleaned_text
from .models import Side, WorkshopAgreement, WorkshopOrganisation, WorkshopStatement
from .rights import may_publish_at_once

_LISTS = {
    Side.SEEKS: ("cooperation_needs", CooperationNeed),
    Side.OFFERS: ("cooperation_offers", CooperationOffer),
}


def _log(workshop: NetworkingWorkshopPage, verb: str, user: Any, **data: Any) -> None:
    log(instance=workshop, action=f"skew_forum.{verb}", user=user, data=data)


@transaction.atomic
def add_actors(
    workshop: NetworkingWorkshopPage, profiles: Iterable[ActorProfilePage], user: Any
) -> list[WorkshopOrganisation]:
    """Note that actors are present; those that are noted already stay as they are. Those that are new."""
    known = set(workshop.present_organisations.values_list("actor", flat=True))
    new = {profile.pk: profile for profile in profiles if profile.pk not in known}
    rows = [
        WorkshopOrganisation(workshop=workshop, actor=profile, name=profile.title[:200], changed_by=user)
        for profile in new.values()
    ]
    WorkshopOrganisation.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        _log(workshop, "workshop_present", user, organisations=len(rows))
    return list(workshop.present_organisations.filter(actor__in=new))


@transaction.atomic
def add_by_name(workshop: NetworkingWorkshopPage, name: str, user: Any) -> WorkshopOrganisation:
    """Note that an organisation is present; one of this name that is noted already is given back.

    A profile of exactly this name, when there is just one, is linked.
    """
    name = name.strip()
    present = workshop.present_organisations.select_related("actor")
    for known in present:
        if str(known).casefold() == name.casefold():
            return known
    profiles = list(ActorProfilePage.objects.live().filter(title__iexact=name, locale=workshop.locale)[:2])
    if len(profiles) == 1:
        return add_actors(workshop, profiles, user)[0]
    row, is_new = WorkshopOrganisation.objects.get_or_create(
        workshop=workshop, actor=None, name=name, defaults={"changed_by": user}
    )
    if is_new:
        _log(workshop, "workshop_present", user, organisations=1)
    return row


@transaction.atomic
def save_entry(organisation: WorkshopOrganisation, data: Any, user: Any) -> Entry:
    """Store what a moderator wrote about an organisation, all of it or nothing; see ``Entry.is_valid``.

    Writers wait for one another, so each sees what the other has just stored.
    """
    rows = WorkshopOrganisation.objects.select_for_update(of=("self",)).select_related("actor", "changed_by")
    entry = Entry(rows.get(pk=organisation.pk), data)
    if not entry.is_valid():
        return entry
    entry.notes = entry.meanwhile()
    changed = 0
    if entry.form.changed_data:
        entry.form.instance.changed_by = user
        entry.form.save()
        changed += 1
    for form in entry.forms:
        changed += _store(form, user)
    for form in entry.new.values():
        if form.says_something():
            changed += _add(form, user)
    if changed:
        _log(organisation.workshop, "workshop_record", user, organisation=organisation.pk)
    return entry


def _store(form: StatementForm, user: Any) -> bool:
    """Store or remove a line that was there already; whether anything changed."""
    if form.cleaned_data["remove"]:
        form.instance.delete()
        return True
    if not form.changed_data:
        return False
    form.instance.changed_by = user
    form.save()
    return True


def _add(form: StatementForm, user: Any) -> bool:
    """Store a new line; the same form sent twice, as by a double tap, is stored once."""
    line = form.instance
    line.changed_by = user
    line.key = form.cleaned_data["key"] or line.key
    line.sort_order = line.organisation.statements.count()
    if WorkshopStatement.objects.filter(key=line.key).exists():
        return False
    form.save()
    return True


@transaction.atomic
def remove_organisation(organisation: WorkshopOrganisation, user: Any) -> bool:
    """Take an organisation off the list; not while something is written about it, then nothing happens."""
    if organisation.statements.exists() or organisation.agreements.exists() or organisation.interests:
        return False
    _log(organisation.workshop, "workshop_absent", user, organisation=organisation.pk)
    organisation.delete()
    return True


def save_agreement(form: AgreementForm, user: Any) -> WorkshopAgreement:
    """Store an agreement of a valid form; sent twice at once, it is stored once."""
    agreement = form.instance
    agreement.changed_by = user
    if agreement.pk is None:
        agreement.key = form.cleaned_data["key"] or agreement.key
    try:
        with transaction.atomic():
            form.save()
            _log(form.workshop, "workshop_agree", user, agreement=agreement.pk)
    except IntegrityError:
        return WorkshopAgreement.objects.get(key=agreement.key)
    return agreement


@transaction.atomic
def remove_agreement(agreement: WorkshopAgreement, user: Any) -> None:
    """Forget an agreement; an outcome made of it stays."""
    _log(agreement.workshop, "workshop_disagree", user, agreement=agreement.pk)
    agreement.delete()


def new_for_profile(organisation: WorkshopOrganisation) -> list[WorkshopStatement]:
    """What an organisation said and its profile does not say yet, published or in its draft."""
    if organisation.actor is None:
        return []
    draft = organisation.actor.get_latest_revision_as_object()
    return _missing(draft, organisation.statements.select_related("kind", "topic"))


def _missing(draft: ActorProfilePage, lines: Iterable[WorkshopStatement]) -> list[WorkshopStatement]:
    known = {
        (side, row.kind_id, cleaned_text(row.text))
        for side, (name, _model) in _LISTS.items()
        for row in getattr(draft, name).all()
    }
    missing = []
    for line in lines:
        said = (line.side, line.kind_id, cleaned_text(line.text))
        if said not in known:
            known.add(said)
            missing.append(line)
    return missing


@transaction.atomic
def take_over_to_profile(organisation: WorkshopOrganisation, user: Any, *, publish: bool) -> int:
    """Add what an organisation seeks and offers to its profile, as visible as it wants; how many lines are new.

    They stand below what the profile's draft says; nothing of that changes. With ``publish`` they go online at once
    where that is allowed.
    """
    page = ActorProfilePage.objects.select_for_update().get(pk=organisation.actor_id)
    publish = publish and may_publish_at_once(user, page)
    draft = page.get_latest_revision_as_object()
    lines = _missing(draft, organisation.statements.select_related("kind", "topic"))
    if not lines:
        return 0
    for line in lines:
        name, model = _LISTS[Side(line.side)]
        rows = getattr(draft, name)
        said = {each: getattr(line, each) for each in ("kind", "topic", "text", "visibility")}
        rows.add(model(sort_order=rows.count(), **said))
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    _log(organisation.workshop, "workshop_profile", user, profile=page.pk, lines=len(lines))
    return len(lines)


@transaction.atomic
def take_over_as_outcomes(workshop: NetworkingWorkshopPage, user: Any, *, publish: bool) -> int:
    """Make outcomes of the agreements that everyone may see, each once; how many are new.

    From then on they are edited on the page, so what was made once is not made again.
    """
    rows = workshop.agreements.select_for_update(of=("self",)).filter(taken_over_at=None)
    agreements = showable(rows.prefetch_related("organisations__actor"))
    if not agreements:
        return 0
    page = NetworkingWorkshopPage.objects.get(pk=workshop.pk)
    publish = publish and may_publish_at_once(user, page)
    draft = page.get_latest_revision_as_object()
    for agreement in agreements:
        draft.outcomes.add(
            EventOutcome(
                sort_order=draft.outcomes.count(),
                kind=agreement.kind,
                text=outcome_text(agreement),
                responsible_body=agreement.responsible_body,
                due_date=agreement.due_date,
                state=OutcomeState.OPEN,
            )
        )
        agreement.taken_over_at = timezone.now()
    WorkshopAgreement.objects.bulk_update(agreements, ["taken_over_at"])
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    _log(workshop, "workshop_outcomes", user, agreements=len(agreements))
    return len(agreements)


def showable(agreements: Iterable[WorkshopAgreement]) -> list[WorkshopAgreement]:
    """Those that everyone may see and none of whose organisations keeps its entry off the web."""
    agreements = [each for each in agreements if each.is_public]
    actors = [row.actor for each in agreements for row in each.organisations.all() if row.actor]
    state = consent_state({actor.translation_key for actor in actors})
    hidden = {actor.pk for actor in actors if state.objects(actor.translation_key, Channel.WEB)}
    return [
        each
        for each in agreements
        if not any(row.actor_id in hidden for row in each.organisations.all() if row.actor_id)
    ]


def outcome_text(agreement: WorkshopAgreement) -> str:
    """What was agreed, and in brackets by whom."""
    names = ", ".join(sorted(str(each) for each in agreement.organisations.all()))
    return _("%(text)s (%(organisations)s)") % {"text": agreement.text, "organisations": names}
