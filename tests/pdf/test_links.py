"""Where a link in a PDF may lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skew_wagtail.pdf.links import SCHEMES, safe_href


@pytest.mark.parametrize(
    ("value", "href"),
    [
        ("https://example.org/ü?a=b#c", "https://example.org/%C3%BC?a=b#c"),
        ("HTTP://example.org", "HTTP://example.org"),
        (" mailto:kontakt@example.org\n", "mailto:kontakt@example.org"),
        ("tel:+49 221 123", "tel:+49221123"),
        ("java\nscript:alert(1)", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("/akteure/", None),
        ("https:", None),
        ("mailto:", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_links_lead_to_the_web_a_mail_or_a_phone(value, href):
    assert safe_href(value) == href


@given(
    st.text(max_size=30)
    | st.builds("{}:{}".format, st.sampled_from([*SCHEMES, "javascript"]), st.text(max_size=30))
)
def test_whatever_is_typed_the_target_is_plain_and_harmless(value):
    href = safe_href(value)
    assert href is None or href.isascii() and href.lower().startswith(SCHEMES) and safe_href(href) == href
