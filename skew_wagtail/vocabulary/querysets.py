"""Reading terms."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

_GLOSSARY = Path(__file__).parent / "data" / "glossary.json"


class TermQuerySet(models.QuerySet):
    """Terms of one vocabulary."""

    def active(self) -> "TermQuerySet":
        """Terms that forms and filters offer."""
        return self.filter(is_active=True)


@cache
def _shipped_glossary() -> list[dict[str, Any]]:
    return json.loads(_GLOSSARY.read_text(encoding="utf-8"))


class GlossaryQuerySet(TermQuerySet):
    """Words of the field."""

    def words(self) -> dict[str, str]:
        """The word to use by slug, in the active language: this municipality's, else the one we ship.

        Of a label with several words ("Bestandsaufnahme, Bestandserhebung") it is the first.
        """
        terms = {term.slug: term for term in self}
        missing = [row for row in _shipped_glossary() if row["slug"] not in terms]
        terms |= {row["slug"]: self.model(**row) for row in missing}
        return {slug: term.label.split(",")[0].strip() for slug, term in terms.items()}
