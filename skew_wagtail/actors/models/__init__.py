"""Profiles, what hangs on them, the directory above them and their public face."""

from .children import (
    ActorContact,
    ActorImage,
    ActorLink,
    ActorPartner,
    ActorProject,
    CooperationNeed,
    CooperationOffer,
)
from .directory import ActorDirectoryPage
from .distinct import DistinctActors
from .entry import ActorEntry, DirectoryState
from .profile import ActorProfilePage, EntryDepth, MemberBand
from .record import ActorRecord
from .tags import ActorTag, TaggedActor

__all__ = [
    "ActorContact",
    "ActorDirectoryPage",
    "ActorEntry",
    "ActorImage",
    "ActorLink",
    "ActorPartner",
    "ActorProfilePage",
    "ActorProject",
    "ActorRecord",
    "ActorTag",
    "CooperationNeed",
    "CooperationOffer",
    "DirectoryState",
    "DistinctActors",
    "EntryDepth",
    "MemberBand",
    "TaggedActor",
]
