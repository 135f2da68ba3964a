"""Making one profile of two that are about the same organisation."""

from .actions import merge_profiles
from .plan import MergePlan, MergeRefused, plan_merge

__all__ = ["MergePlan", "MergeRefused", "merge_profiles", "plan_merge"]
