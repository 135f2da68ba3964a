"""Texts are made fit for a page, and editors hear of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.pdf.fonts import font_set
from skew_wagtail.pdf.scrubbing import _UNDRAWN, BREAK, scrub

TEXT = st.text(st.characters(), max_size=200)
DATA = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "id", "text", "href", "summary", "refs"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def scrubbed(text):
    return scrub(text)[0]


def messages(data):
    return [problem.message for problem in scrub(data)[1]]


@given(TEXT)
def test_every_letter_that_is_left_can_be_drawn(text):
    assert {ord(letter) for letter in scrubbed(text)} <= font_set().letters | _UNDRAWN


@given(DATA)
def test_scrubbed_data_keep_their_shape_and_stay_as_they_are(data):
    clean, _problems = scrub(data)
    assert type(clean) is type(data) or isinstance(data, tuple)
    assert scrub(clean) == (clean, [])


@given(st.text("äbWß-_/.@", min_size=100, max_size=700))
def test_no_word_is_too_long_for_a_line(text):
    assert all(len(piece) <= 48 for piece in scrubbed(text).split(BREAK))
    assert scrubbed(text).replace(BREAK, "") == text


def test_long_words_keep_their_marks():
    word = "e\u0323" * 60
    assert not any(piece.startswith("\u0323") for piece in scrubbed(word).split(BREAK))


def test_german_words_are_left_to_hyphenation():
    assert BREAK not in scrubbed("Trinkwasserversorgungsprojektgruppe")


def test_long_sentences_without_spaces_are_left_alone(settings):
    settings.SKEW_WAGTAIL = {"PDF_FONTS": ("manimgx_fonts",)}
    assert BREAK not in scrubbed("ภาษาไทย" * 20)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("a\tb", "a b"),
        ("A\u0308pfel", "Äpfel"),
        ("a\x00\x07\ufeffb\udc80", "ab"),
        ("\u202eabc\u202c", "abc"),
        ("A\u0007\u0308", "Ä"),
        ("🌍", "\ufffd"),
        ("#import $x$ <b> {{ }}", "#import $x$ <b> {{ }}"),
    ],
)
def test_texts_become_plain(text, clean):
    assert scrubbed(text) == clean


def test_a_problem_names_the_profile_and_the_place():
    data = {
        "groups": [{"profiles": [{"id": "a1", "name": "Chor", "facts": [{"values": ["✓ ja"]}]}]}],
        "title": "☎",
    }
    first, second = scrub(data)[1]
    assert (first.owner, first.path) == ("Chor", "groups.0.profiles.0.facts.0.values.0")
    assert "✓ (U+2713)" in first.message
    assert second.owner == ""


def test_signs_that_turn_the_direction_are_told():
    assert "abc" in messages("\u202eabc")[0]


def test_a_word_of_many_letters_is_no_problem():
    assert messages("a" * 600) == []


def test_a_link_that_could_run_is_left_out_and_told():
    data = {"id": "a1", "name": "Chor", "contact": [{"text": "Netz", "href": "javascript:alert(1)"}]}
    clean, problems = scrub(data)
    assert clean["contact"] == [{"text": "Netz", "href": None}]
    assert problems[0].owner == "Chor"
    assert "javascript" in problems[0].message


def test_targets_and_references_are_never_broken():
    long = "https://example.org/" + "a" * 100
    data = {"id": "a" * 50, "href": long, "refs": ["b" * 50], "picture": "c" * 50}
    assert scrub(data)[0] == data


def test_further_fonts_draw_further_scripts(settings):
    assert messages("ማኅበር")
    settings.SKEW_WAGTAIL = {"PDF_FONTS": ("manimgx_fonts",)}
    assert messages("ማኅበር") == []
