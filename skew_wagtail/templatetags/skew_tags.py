"""Template tags for our pages and for hosts that override them."""

from typing import Any

from django import template
from django.apps import apps

register = template.Library()


@register.simple_tag(takes_context=True)
def skew_term(context: template.Context, slug: str) -> str:
    """The municipality's own word for a term of the glossary: ``{% skew_term "inventory" %}``.

    One query for all words of a page; they are kept on the request.
    """
    request: Any = context.get("request")
    words = getattr(request, "skew_words", None)
    if words is None:
        # By name, for the vocabulary's room stands above this one.
        words = apps.get_model("skew_vocabulary", "GlossaryTerm").objects.words()
        if request is not None:
            request.skew_words = words
    return words.get(slug, slug)
