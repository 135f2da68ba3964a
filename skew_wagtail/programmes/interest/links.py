"""Links of expressions of interest: whoever has one may read, change and withdraw, and nobody else."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from skew_wagtail.privacy.signed_links import LinkExpired, make_key_token, read_key_token

from ..models import CallPage
from .models import ExpressionOfInterest

_OWN, _FORM = "interest", "interest-form"
#: Longer than a call runs and the chosen ones are kept by default (three years): the link on a receipt works as long
#: as there is something to show. What is removed earlier is not opened by any link.
_MAX_AGE = timedelta(days=1200)


def new_form_token(call: CallPage) -> str:
    """The secret in an empty form of this call: sent twice, it makes one record; it tells when the form was opened."""
    return make_key_token(f"{_FORM}.{call.pk}", uuid4())


def read_form_token(call: CallPage, token: str) -> UUID:
    """The key in a form of this call.

    Raises:
        LinkTampered, LinkExpired: it does not work, or is for another call.
    """
    return read_key_token(f"{_FORM}.{call.pk}", token, max_age=_MAX_AGE)


def was_opened_in_time(call: CallPage, token: str) -> bool:
    """Whether we gave out a form of this call by its deadline; the stamp is ours and holds whole seconds."""
    since = timezone.now() - call.deadline
    try:
        read_key_token(f"{_FORM}.{call.pk}", token, max_age=since - timedelta(microseconds=1))
    except LinkExpired:
        return True
    return since <= timedelta(0)


def token_of(interest: ExpressionOfInterest) -> str:
    """The part of the address that proves the link."""
    return make_key_token(_OWN, interest.key)


def stored(token: str) -> ExpressionOfInterest:
    """What a link opens.

    Raises:
        LinkTampered, LinkExpired: it does not work, or what it opened was removed.
    """
    key = read_key_token(_OWN, token, max_age=_MAX_AGE)
    found = ExpressionOfInterest.objects.select_related("call").filter(key=key).first()
    if found is None:
        raise LinkExpired
    return found


def own_path(interest: ExpressionOfInterest) -> str:
    """One's own page, without its site."""
    return reverse("skew_wagtail:interest", args=[token_of(interest)])


def own_url(interest: ExpressionOfInterest) -> str:
    """The whole address, for letters and to be copied."""
    site = interest.call.get_site() or Site.objects.get(is_default_site=True)
    return site.root_url + own_path(interest)


def form_url(call: CallPage) -> str:
    """The form of a call that visitors may open."""
    return f"{call.get_url() or ''}interest.html"
