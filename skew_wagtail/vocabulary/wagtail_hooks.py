from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import VocabularyGroup


@hooks.register("register_skew_menu_item")
def register_vocabulary_menu_item():
    return vocabulary_group.get_menu_item()


vocabulary_group = VocabularyGroup()
register_snippet(vocabulary_group)
