"""The records that must never stand in a page's revision: people, addresses, consents, refusals."""

from ..channels import Channel
from ..outbox.models import OutgoingLetter
from .addresses import ActorAddress, AddressPrecision
from .consent import Consent, ConsentMethod, Party
from .links import UsedLink
from .people import ActorPicture, ContactPerson, ContactUse
from .refusal import ListingRefusal, RefusalReason
from .settings import PrivacySettings, RetentionSettings
from .wording import ConsentWording

__all__ = [
    "ActorAddress",
    "ActorPicture",
    "AddressPrecision",
    "Channel",
    "Consent",
    "ConsentMethod",
    "ConsentWording",
    "ContactPerson",
    "ContactUse",
    "ListingRefusal",
    "OutgoingLetter",
    "Party",
    "PrivacySettings",
    "RefusalReason",
    "RetentionSettings",
    "UsedLink",
]
