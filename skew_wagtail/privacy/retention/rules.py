"""How long this room keeps what; the reasons are in docs/how-to/data-protection.md."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from ..models import Consent, ContactPerson, ContactUse, ListingRefusal, Party, UsedLink
from ..registry import uses_by_owner
from ..subjects.audit import forget_documents, forget_people, leftovers
from .rule import LONG_AGO, RetentionRule


def _same_voice(rows: QuerySet) -> QuerySet:
    """For a subquery on the register: the rows of the same voice on the same actor; erased people have one."""
    is_same = Q(party=Party.ORGANISATION) | Q(who=Coalesce(OuterRef("person_id"), 0))
    rows = rows.order_by().annotate(who=Coalesce("person_id", 0))
    return rows.filter(is_same, party=OuterRef("party"), actor_key=OuterRef("actor_key"))


def ended_consents() -> QuerySet:
    """Rows of the register whose whole history is over: nothing permitted any more, or the person erased.

    The withdrawal of an organisation keeps its entry out of a channel, so it stays as long as there is a profile.
    """
    rows = Consent.objects.order_by().filter(~Exists(_same_voice(Consent.objects.in_force())))
    for owner in uses_by_owner(ContactUse):
        profiles = owner.objects.filter(translation_key=OuterRef("actor_key"))
        rows = rows.exclude(Q(Exists(profiles), party=Party.ORGANISATION))
    last_day = _same_voice(Consent.objects.all()).order_by("-given_on").values("given_on")[:1]
    return rows.annotate(starts_on=Subquery(last_day))


def remove_consents(consents: QuerySet) -> None:
    """Remove proofs, and their evidence unless another proof needs it."""
    evidence = set(consents.exclude(evidence=None).values_list("evidence_id", flat=True))
    consents.delete()
    evidence -= set(Consent.objects.filter(evidence__in=evidence).values_list("evidence_id", flat=True))
    get_document_model().objects.filter(pk__in=evidence).delete()
    forget_documents(evidence)


def unused_people() -> QuerySet:
    """People whom no page names and who agree to nothing; a draft's versions do not count as naming."""
    people = ContactPerson.objects.order_by().filter(
        ~Exists(Consent.objects.in_force().filter(party=Party.PERSON, person=OuterRef("pk")))
    )
    for use in uses_by_owner(ContactUse).values():
        people = people.filter(~Exists(use.objects.filter(person=OuterRef("pk"))))
    consents = Consent.objects.filter(person=OuterRef("pk")).order_by("-recorded_at")
    last_word = Coalesce(Subquery(consents.values("recorded_at")[:1]), F("updated_at"))
    return people.annotate(starts_on=TruncDate(Greatest("updated_at", last_word)))


def lifted_refusals() -> QuerySet:
    """Refusals that do not hold any more."""
    return ListingRefusal.objects.exclude(lifted_at=None).annotate(starts_on=TruncDate("lifted_at"))


def used_links() -> QuerySet:
    """Numbers of links that were used."""
    return UsedLink.objects.annotate(starts_on=TruncDate("used_at"))


def names_in_the_log() -> QuerySet:
    """Lines of the audit log that still name somebody who is gone."""
    return leftovers().annotate(starts_on=LONG_AGO)


RULES = (
    RetentionRule(
        slug="consents",
        label=_("proofs of consents that were withdrawn"),
        help_text=_(
            "Days after the withdrawal, with the documents that prove it. E.g. 1096 for three years, as long as "
            "somebody may go to court about it. A consent in force always stays. Usual: %(days)d."
        ),
        days=1096,
        records=ended_consents,
        remove=remove_consents,
    ),
    RetentionRule(
        slug="people",
        label=_("contact persons whom nobody uses"),
        help_text=_(
            "Days after the last change, when no page names the person and no consent is in force. "
            "E.g. 180, so that a new board has half a year to take over. Usual: %(days)d."
        ),
        days=180,
        records=unused_people,
    ),
    RetentionRule(
        slug="refusals",
        label=_("refusals that were lifted"),
        help_text=_(
            "Days after the refusal was lifted. E.g. 365, so that one can ask for a year who lifted it. "
            "A refusal in force always stays. Usual: %(days)d."
        ),
        days=365,
        records=lifted_refusals,
    ),
    RetentionRule(
        slug="used-links",
        label=_("numbers of used links"),
        help_text="",
        days=7,
        records=used_links,
        is_editable=False,
    ),
    RetentionRule(
        slug="log-names",
        label=_("lines of the audit log about erased persons"),
        help_text="",
        days=0,
        records=names_in_the_log,
        remove=forget_people,
        is_editable=False,
    ),
)
