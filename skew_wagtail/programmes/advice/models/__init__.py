from .page import AdviceOffer, AdvicePage, AdviceQuestion, AdviceTopic
from .request import WAITING_STATES, AdviceAnswer, AdviceRequest, AdviceState, AskerKind

__all__ = [
    "WAITING_STATES",
    "AdviceAnswer",
    "AdviceOffer",
    "AdvicePage",
    "AdviceQuestion",
    "AdviceRequest",
    "AdviceState",
    "AdviceTopic",
    "AskerKind",
]
