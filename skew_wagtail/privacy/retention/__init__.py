"""How long records are kept, and what goes when."""

from .rule import LONG_AGO, LONGEST, SHORTEST, RetentionRule, blank, delete, editable_rules, retention_rules

__all__ = [
    "LONGEST",
    "LONG_AGO",
    "SHORTEST",
    "RetentionRule",
    "blank",
    "delete",
    "editable_rules",
    "retention_rules",
]
