"""Letters: folding for search, slugs for German names."""

import re
import unicodedata

from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_WORD = re.compile(r"\w+")
# What is left out of the production "Char" of XML 1.0.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Longest first, so that "Schulen" loses "en" and not just "n".
_ENDINGS = ("ern", "em", "en", "er", "es", "e", "n", "s")
_STEM_MIN = 4
# Folded, with points and blanks gone; “in Gründung” may follow.
_LEGAL_FORMS = re.compile(
    r"(?: (?:n? ?e ?v|e ?g|g?gmbh|g?ug|ug haftungsbeschrankt|gbr|eingetragener verein|i ?g))+$"
)


def fold(value: str) -> str:
    """Lower case without accents; ü, ue and u, and ß and ss, become the same.

    Both the stored text and the question go through it, so "Fluechtlinge", "Flüchtlinge" and
    "Fluchtlinge" meet. Letters of other scripts stay.
    """
    value = value.lower().replace("ß", "ss")
    if not value.isascii():
        value = unicodedata.normalize("NFKD", value)
        value = "".join(letter for letter in value if not unicodedata.combining(letter))
    for pair, single in _DIGRAPHS:
        value = value.replace(pair, single)
    return value


def words(value: str) -> list[str]:
    """The folded words of a text, in order; punctuation and control characters are gone."""
    return _WORD.findall(fold(value))


def plain(value: str) -> str:
    """A question without punctuation and control characters, in which search engines see commands."""
    return " ".join(_WORD.findall(value))


def stem(word: str) -> str:
    """A folded word without one German ending, at least four letters long: singular finds plural."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_MIN:
            return word[: -len(ending)]
    return word


def for_xml(value: str) -> str:
    """A text without the characters that XML has no place for, such as those that control a terminal."""
    return _NOT_XML.sub("", value)


def name_key(name: str) -> str:
    """A name as it is compared: folded, without “e. V.” and other legal forms at its end."""
    folded = " ".join(words(name))
    return _LEGAL_FORMS.sub("", folded) or folded


def german_slug(value: str, fallback: str = "") -> str:
    """An ASCII slug that spells umlauts out: "Förderverein Straße" gives "foerderverein-strasse".

    ``fallback`` is used when nothing is left, as with a name in another script.
    """
    return slugify(value.translate(_GERMAN)) or fallback
