"""What is done with expressions of interest: each verb is one transaction with a log line that names nobody.

Letters leave after the transaction, so that nobody is told of what did not happen.
"""

from datetime import datetime

from django.db import IntegrityError, connections, transaction
from django.db.models import F
from wagtail.log_actions import log

from skew_wagtail.inventory.applications.models import moved
from skew_wagtail.privacy.throttle import allowed

from . import letters
from .forms import InterestForm
from .models import ExpressionOfInterest, InterestState
from .opening import is_marked_late

#: So often one mailbox gets the link of a draft in a day: nobody can fill somebody's mailbox.
_LINKS_A_DAY = 5
_DAY = 24 * 60 * 60


def locked(pk: int) -> ExpressionOfInterest:
    """One as it is stored; until the transaction ends, no other request changes it."""
    rows = ExpressionOfInterest.objects.filter(pk=pk)
    if not connections[rows.db].features.has_select_for_update:
        # SQLite: the first write takes the lock of the whole database and waits for its turn.
        rows.update(state=F("state"))
    return ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("call").get(pk=pk)


def save_draft(form: InterestForm, *, sends_link: bool = True) -> ExpressionOfInterest:
    """Store what is valid of a form, and send the link to a mail address that is new in it.

    ``sends_link``: it stays a draft; on a receipt, which comes at once, the link stands as well.

    The same form sent twice at once, as by a double click, is stored once; what is submitted meanwhile stays.
    """
    with transaction.atomic():
        interest = _kept(form.instance)
        if interest.state != InterestState.DRAFT:
            return interest
        before = letters.address_of(interest)
        form.save_to(interest)
    address = letters.address_of(interest)
    is_new = address.lower() not in ("", before.lower())
    if sends_link and is_new and _may_write_to(interest, address):
        letters.send_link(interest)
    return interest


def _kept(given: ExpressionOfInterest) -> ExpressionOfInterest:
    """The record of a form, locked; an empty one is begun where there is none yet."""
    if given.pk is not None:
        return locked(given.pk)
    try:
        with transaction.atomic():
            begun = ExpressionOfInterest(call=given.call, key=given.key, language=given.language)
            begun.save(force_insert=True)
            log(instance=begun, action="skew_programmes.begin_interest")
            return begun
    except IntegrityError:
        return locked(ExpressionOfInterest.objects.get(key=given.key).pk)


def _may_write_to(interest: ExpressionOfInterest, address: str) -> bool:
    return allowed(f"interest-link-{interest.pk}", address, limit=1, seconds=_DAY) and allowed(
        "interest-link", address, limit=_LINKS_A_DAY, seconds=_DAY
    )


def submit(interest: ExpressionOfInterest, moment: datetime) -> ExpressionOfInterest:
    """It counts from this moment on; done twice, it is done once, with one receipt."""
    with transaction.atomic():
        interest = locked(interest.pk)
        if interest.state != InterestState.DRAFT:
            return interest
        moved(interest, InterestState.SUBMITTED)
        interest.submitted_at, interest.is_late = moment, is_marked_late(interest.call, moment)
        interest.save(update_fields=["state", "state_since", "submitted_at", "is_late", "updated_at"])
        log(
            instance=interest,
            action="skew_programmes.submit_interest",
            data={"number": interest.reference, "late": interest.is_late},
        )
    letters.send_receipt(interest)
    letters.tell_office(interest, "submitted")
    return interest


def change(form: InterestForm) -> ExpressionOfInterest:
    """Put what a valid, complete form says in the place of what was submitted; a new receipt goes out."""
    with transaction.atomic():
        interest = locked(form.instance.pk)
        if interest.state != InterestState.SUBMITTED:
            return interest
        form.save_to(interest)
        log(instance=interest, action="skew_programmes.change_interest", data={"number": interest.reference})
    letters.send_receipt(interest, is_changed=True)
    return interest


@transaction.atomic
def discard(interest: ExpressionOfInterest) -> bool:
    """Delete a draft with its files; whether there was one: what is submitted meanwhile stays."""
    interest = locked(interest.pk)
    if interest.state != InterestState.DRAFT:
        return False
    log(instance=interest, action="skew_programmes.discard_interest", data={"number": interest.reference})
    interest.delete()
    return True


def withdraw(interest: ExpressionOfInterest) -> ExpressionOfInterest:
    """Take it back with its files, before it was decided about; done twice, it is done once."""
    with transaction.atomic():
        interest = locked(interest.pk)
        if interest.state != InterestState.SUBMITTED:
            return interest
        moved(interest, InterestState.WITHDRAWN)
        interest.save(update_fields=["state", "state_since", "updated_at"])
        interest.attachments.all().delete()
        log(
            instance=interest,
            action="skew_programmes.withdraw_interest",
            data={"number": interest.reference},
        )
    letters.confirm_withdrawal(interest)
    letters.tell_office(interest, "withdrawn")
    return interest
