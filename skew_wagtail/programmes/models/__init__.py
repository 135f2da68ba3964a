from ..advice.models import AdviceOffer, AdvicePage, AdviceQuestion, AdviceTopic
from ..interest import models as _interest  # noqa: F401  (models of this app)
from ..selection import models as _selection  # noqa: F401  (models of this app)
from ..stories.models import StoryIndexPage, StoryPage
from .call import CallCriterion, CallPage, CallPhase
from .index import ProgrammeIndexPage
from .programme import (
    ModelMunicipality,
    OfferKind,
    ProgrammeActor,
    ProgrammeKind,
    ProgrammeOffer,
    ProgrammePage,
    ProgrammePhase,
    ProgrammeQuestion,
    ProgrammeRelatedPage,
)

__all__ = [
    "AdviceOffer",
    "AdvicePage",
    "AdviceQuestion",
    "AdviceTopic",
    "CallCriterion",
    "CallPage",
    "CallPhase",
    "ModelMunicipality",
    "OfferKind",
    "ProgrammeActor",
    "ProgrammeIndexPage",
    "ProgrammeKind",
    "ProgrammeOffer",
    "ProgrammePage",
    "ProgrammePhase",
    "ProgrammeQuestion",
    "ProgrammeRelatedPage",
    "StoryIndexPage",
    "StoryPage",
]
