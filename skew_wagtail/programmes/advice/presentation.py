"""What the page on advice shows, as plain data."""

from typing import TYPE_CHECKING, Any

from ..presentation import documents_of
from .links import form_url

if TYPE_CHECKING:
    from skew_wagtail.vocabulary.models import Topic

    from .models import AdvicePage


def advice_context(page: "AdvicePage") -> dict[str, Any]:
    """What ``advice_page.html`` gets beside the page: see ``docs/reference/templates.md``."""
    ask_url = form_url(page) if page.takes_requests else ""
    return {
        "offers": page.offers.all(),
        "topics": [
            {
                "title": row.topic.label,
                "covers": row.covers,
                "office": row.office,
                "office_email": row.office_email,
                "office_hours": row.office_hours,
                "ask_url": f"{ask_url}?about={row.topic.slug}" if ask_url else "",
            }
            for row in page.topics.select_related("topic")
        ],
        "questions": page.questions.all(),
        "documents": documents_of(page),
        "ask_url": ask_url,
    }


def office_of(page: "AdvicePage", topic: "Topic | None") -> dict[str, str]:
    """``office`` and ``office_email`` of who answers on a topic; what a topic leaves empty, the page says."""
    row = page.topics.filter(topic=topic).first() if topic else None
    return {
        "office": (row and row.office) or page.office,
        "office_email": (row and row.office_email) or page.office_email,
    }
