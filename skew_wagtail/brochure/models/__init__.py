"""The brochure's page, what hangs on it, and its editions."""

from .children import BrochureActor, BrochureFunding, ChapterAfter, ChapterBefore
from .edition import (
    CHANNELS,
    ONLINE,
    PRINTED,
    BrochureEdition,
    EditionActor,
    EditionFile,
    EditionState,
    Stage,
)
from .page import BrochurePage, Depth, Order, Paper, Selection

__all__ = [
    "CHANNELS",
    "ONLINE",
    "PRINTED",
    "BrochureActor",
    "BrochureEdition",
    "BrochureFunding",
    "BrochurePage",
    "ChapterAfter",
    "ChapterBefore",
    "Depth",
    "EditionActor",
    "EditionFile",
    "EditionState",
    "Order",
    "Paper",
    "Selection",
    "Stage",
]
