"""Folding, stems and slugs, with any text there is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.text import fold, german_slug, stem, words


@given(st.text())
def test_folding_twice_changes_words_no_more_than_once(text):
    assert words(" ".join(words(text))) == words(" ".join(words(" ".join(words(text)))))


@given(st.text())
def test_words_hold_letters_and_digits_only(text):
    assert all(re.fullmatch(r"\w+", word) for word in words(text))


@given(st.text())
def test_a_stem_is_the_beginning_of_its_word(text):
    for word in words(text):
        assert word.startswith(stem(word))
        assert stem(word)


@pytest.mark.parametrize(
    "spellings", [("Müller", "Mueller", "Muller"), ("Straße", "Strasse", "STRASSE"), ("Öl", "Oel", "Ol")]
)
def test_german_spellings_meet(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


@given(st.text())
def test_a_slug_is_plain_ascii(text):
    assert re.fullmatch(r"[a-z0-9_-]+", german_slug(text, fallback="akteur"))


def test_slugs_spell_umlauts_out():
    assert german_slug("Förderverein Straße für Ägypten") == "foerderverein-strasse-fuer-aegypten"
    assert german_slug("Дім України", fallback="akteur") == "akteur"
