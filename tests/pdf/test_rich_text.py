"""Rich text becomes paragraphs, headings and lists, whatever an editor pastes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.pdf.rich_text import blocks_of

TAGS = [
    "p",
    "h2",
    "h3",
    "h5",
    "ul",
    "ol",
    "li",
    "b",
    "i",
    "br",
    "a",
    "script",
    "div",
    "span",
    "embed",
    "hr",
    "td",
]
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ['<a href="https://example.org/">', '<a href="javascript:x">', '<p lang="ar">', "&amp;", "<br/>", "<"]
    ),
)


def texts(blocks):
    for block in blocks:
        for runs in block.get("items", [block.get("runs")]):
            yield from (run["text"] for run in runs)


def run_keys(blocks):
    return {
        key
        for block in blocks
        for runs in block.get("items", [block.get("runs")])
        for run in runs
        for key in run
    }


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_becomes_sound_blocks(html):
    blocks = blocks_of(html)
    level = 0
    for block in blocks:
        assert block["kind"] in ("paragraph", "heading", "list")
        for runs in block.get("items", [block.get("runs")]):
            assert runs and all(run["text"] for run in runs)
            line = "".join(run["text"] for run in runs)
            assert line == line.strip() and "  " not in line.replace("\u3000", "")
        if block["kind"] == "heading":
            assert 1 <= block["level"] <= level + 1
            level = block["level"]
    assert run_keys(blocks) <= {"text", "bold", "italic", "href", "lang"}


def test_text_as_an_editor_writes_it():
    html = (
        '<h2>Über <i>uns</i></h2><p data-block-key="x1">Ein <b>Chor</b> mit\n <a href="https://example.org/ü">Seite</a>.</p>'
        "<ul><li>eins</li><li>zwei<br/>drei</li></ul><ol><li>vier</li></ol><h4>Mehr</h4>"
    )
    assert blocks_of(html) == [
        {"kind": "heading", "level": 1, "runs": [{"text": "Über "}, {"text": "uns", "italic": True}]},
        {
            "kind": "paragraph",
            "runs": [
                {"text": "Ein "},
                {"text": "Chor", "bold": True},
                {"text": " mit "},
                {"text": "Seite", "href": "https://example.org/%C3%BC"},
                {"text": "."},
            ],
        },
        {"kind": "list", "ordered": False, "items": [[{"text": "eins"}], [{"text": "zwei\ndrei"}]]},
        {"kind": "list", "ordered": True, "items": [[{"text": "vier"}]]},
        {"kind": "heading", "level": 2, "runs": [{"text": "Mehr"}]},
    ]


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ('<p><a href="javascript:alert(1)">x</a></p>', [{"text": "x"}]),
        ('<p><a href="/akteure/">x</a></p>', [{"text": "x", "href": "https://stadt.example/akteure/"}]),
        ('<p><a href="tel:+49 1">x</a></p>', [{"text": "x", "href": "tel:+491"}]),
        ('<p lang="ar-SY">x</p>', [{"text": "x", "lang": "ar"}]),
        ('<p lang="quatsch!">x</p>', [{"text": "x"}]),
        ("<p>&lt;script&gt; #read</p>", [{"text": "<script> #read"}]),
        ("<script>alert(1)</script><p>x</p>", [{"text": "x"}]),
        ("nur Text", [{"text": "nur Text"}]),
        ("<p>a<b>&nbsp;</b></p>", [{"text": "a"}]),
    ],
)
def test_one_paragraph(html, runs):
    assert blocks_of(html, "https://stadt.example/start/") == [{"kind": "paragraph", "runs": runs}]


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "<p> <br/> </p>", '<embed embedtype="image"/>', "<ul><li></li></ul>"]
)
def test_nothing_gives_nothing(html):
    assert blocks_of(html) == []


def test_links_to_pages_are_resolved(directory):
    html = f'<p><a linktype="page" id="{directory.pk}">Akteure</a></p>'
    runs = blocks_of(html, "https://stadt.example/")[0]["runs"]
    assert re.fullmatch(r"https?://[^/]+/akteure/", runs[0]["href"])


def test_a_list_in_a_list_becomes_items_of_it():
    (block,) = blocks_of("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>")
    assert list(texts([block])) == ["a", "b", "c"]
