"""Events: forums and networking workshops, what happens there, what came of it."""

from ..registration import models as _registration  # noqa: F401  (models of this app)
from ..workshop import models as _workshop  # noqa: F401  (models of this app)
from .event import BERLIN, EventPage, EventStatus
from .outcomes import EventOutcome, OutcomeState
from .pages import ForumIndexPage, ForumPage, NetworkingWorkshopPage
from .parts import (
    EventActor,
    EventDay,
    EventParticipantGroup,
    EventPhoto,
    EventProgrammeItem,
    EventThemeGroup,
)
from .series import EventSeries

__all__ = [
    "BERLIN",
    "EventActor",
    "EventDay",
    "EventOutcome",
    "EventPage",
    "EventParticipantGroup",
    "EventPhoto",
    "EventProgrammeItem",
    "EventSeries",
    "EventStatus",
    "EventThemeGroup",
    "ForumIndexPage",
    "ForumPage",
    "NetworkingWorkshopPage",
    "OutcomeState",
]
