"""Text that spreadsheet programs would calculate leaves as text, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.spreadsheets import neutral, original

_TEXT = st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\nA1"))


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-", "@SUM(A1)", "\t=1", "'=1"])
def test_a_formula_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Chor", "'s Lädle", "a=b"])
def test_other_text_stays_as_it_is(text):
    assert neutral(text) == text == original(text)


@given(text=_TEXT)
def test_every_text_comes_back_and_none_is_calculated(text):
    written = neutral(text)
    assert original(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
