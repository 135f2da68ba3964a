"""Organisations that may be in the directory twice: a decision with reasons, on plain data."""

from .finder import Candidate, DuplicateFinder
from .suspicion import THRESHOLD, Facts, Reason, Suspicion, suspected

__all__ = ["THRESHOLD", "Candidate", "DuplicateFinder", "Facts", "Reason", "Suspicion", "suspected"]
