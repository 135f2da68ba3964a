"""What stands around the portraits: cover, foreword, chapters, imprint."""

from typing import Any

from django.utils.translation import gettext as _

from ..colours import WHITE
from ..models import BrochurePage
from . import pictures
from .texts import Texts


def front_of(page: BrochurePage, texts: Texts, shelf: pictures.Shelf) -> dict[str, Any]:
    """All parts of the content that the page itself holds."""
    chapters = [*page.chapters_before.all(), *page.chapters_after.all()]
    texts.collect([page.foreword, page.introduction, page.method, *(chapter.text for chapter in chapters)])
    funding = [row.notice for row in page.funding.all()]
    opening = [
        {"title": _("Introduction"), "blocks": texts.blocks(page.introduction)},
        {"title": _("How it came about"), "blocks": texts.blocks(page.method)},
    ]
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "municipality": municipality_of(page),
        "language": page.locale.language_code,
        "labels": labels(),
        "theme": {
            "primary": page.primary_colour,
            "on_primary": WHITE,
            "tint": page.tint,
            "paper": page.paper,
            "auto_fit": page.auto_fit,
        },
        "cover": {
            "picture": shelf.put("cover", page.cover_picture, pictures.COVER),
            "alt": page.cover_alt,
            "logo": shelf.put("logo", page.logo, pictures.LOGO),
            "logo_alt": page.logo_alt,
        },
        "foreword": _foreword(page, texts, shelf),
        "chapters_before": [
            *(chapter for chapter in opening if chapter["blocks"]),
            *_chapters(page.chapters_before.all(), texts),
        ],
        "chapters_after": _chapters(page.chapters_after.all(), texts),
        "imprint": imprint_lines(page.imprint),
        "funding": _funding(funding, shelf),
        "credits": _credits(page),
    }


def labels() -> dict[str, str]:
    """Words that the brochure prints itself."""
    return {
        "contents": _("Contents"),
        "statistics": _("In numbers"),
        "profiles": _("Portraits"),
        "cards": _("Further organisations"),
        "contact": _("Contact"),
        "page": _("Page"),
        "source": _("Source"),
        "data_as_of": _("Data as of"),
        "credits": _("Image credits"),
        "imprint": _("Imprint"),
        "funding": _("Funding"),
        "version": _("Version of the data"),
        "bar_chart": _("Bar chart"),
        "name": _("Name"),
        "count": _("Number"),
    }


def municipality_of(page: BrochurePage) -> str:
    """The name of the municipality; its own, else that of the inventory."""
    municipality = page.municipality or (page.inventory.municipality if page.inventory else None)
    return municipality.name if municipality else ""


def imprint_lines(text: str) -> list[dict[str, str]]:
    """The lines of an imprint; what stands before the first colon is a label unless it is long."""
    lines = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        label, colon, rest = line.partition(":")
        has_label = colon and rest[:1] in ("", " ") and len(label) <= 60
        lines.append({"label": label if has_label else "", "text": rest.strip() if has_label else line})
    return lines


def _foreword(page: BrochurePage, texts: Texts, shelf: pictures.Shelf) -> dict[str, Any] | None:
    if not page.foreword:
        return None
    return {
        "title": page.foreword_title or _("Foreword"),
        "blocks": texts.blocks(page.foreword),
        "portrait": shelf.put("portrait", page.portrait, pictures.PORTRAIT),
        "portrait_alt": page.portrait_alt,
        "signature": page.signature,
        "signature_role": page.signature_role,
    }


def _chapters(chapters: Any, texts: Texts) -> list[dict[str, Any]]:
    return [{"title": chapter.title, "blocks": texts.blocks(chapter.text)} for chapter in chapters]


def _funding(notices: list[Any], shelf: pictures.Shelf) -> dict[str, Any] | None:
    if not notices:
        return None
    logos = [(shelf.put(f"funding-{row.pk}", row.logo, pictures.LOGO), row.logo_alt) for row in notices]
    return {
        "text": "\n\n".join(notice.text for notice in notices),
        "logos": [{"picture": name, "alt": text} for name, text in logos if name],
    }


def _credits(page: BrochurePage) -> list[dict[str, str]]:
    named = [
        (_("Cover"), page.cover_picture, page.cover_credit),
        (_("Foreword"), page.portrait, page.portrait_credit),
    ]
    return [{"what": what, "credit": credit} for what, image, credit in named if image and credit]
