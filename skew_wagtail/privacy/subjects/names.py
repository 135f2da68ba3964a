"""The name of somebody without a mail address, as it is looked for."""

import html
import json
import re
from typing import Any

from django.db.models import Q

from skew_wagtail.text import words

_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
#: Breaks and tabs as they stand in JSON; the letter behind them is none of the next word.
_JSON_BLANKS = re.compile(r"\\+[nrt]")


class PersonName(str):
    """A name that stands in place of a mail address in all functions of ``subjects``.

    Capitals, blanks and signs between its words make no difference, nor do ü and ue.
    """

    __slots__ = ()

    def may_stand_in(self, column: str) -> Q:
        """Rows in whose column the letters of each word stand, wherever."""
        found = Q()
        for word in re.findall(r"\w+", self):
            any_spelling = Q()
            for spelling in sorted(_spellings(word)):
                any_spelling |= Q(**{f"{column}__icontains": spelling})
            found &= any_spelling
        return found

    def stands_in(self, value: Any) -> bool:
        """Whether a text, or what is made of texts, holds its words one after the other."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        found = " ".join(words(_JSON_BLANKS.sub(" ", html.unescape(text))))
        return f" {' '.join(words(self))} " in f" {found} "

    def is_name(self, value: str) -> bool:
        """Whether a text is the name and nothing else."""
        return words(value) == words(self)


def _spellings(word: str) -> set[str]:
    """With umlauts and without, in the capitals that a database cannot ignore, as in plain text, HTML and JSON."""
    found = {word.lower()}
    for umlaut, digraph in _UMLAUTS:
        found |= {each.replace(umlaut, digraph) for each in found} | {
            each.replace(digraph, umlaut) for each in found
        }
    cases = {case for each in found for case in (each, each.upper(), each.capitalize())}
    return {spelling for case in cases for spelling in (case, html.escape(case), json.dumps(case)[1:-1])}
